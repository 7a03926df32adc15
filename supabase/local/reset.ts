import { existsSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { dataDirectory, repositoryRoot } from "./paths.ts";
import { requireIdleDataDirectory } from "./postgres/running-server.ts";

/* `npm run reset`: forgets the local database and keys, so that the next start begins afresh. */
const directory = dataDirectory(process.env);
try {
  requireIdleDataDirectory(join(directory, "postgres"));
  const name = relative(repositoryRoot, directory) || directory;
  if (!existsSync(join(directory, "keys.json"))) {
    console.log(`There is nothing to reset in ${name}.`);
  } else {
    for (const part of ["postgres", "postgres.partial", "postgres.log", "functions.log", "keys.json"]) {
      rmSync(join(directory, part), { recursive: true, force: true });
    }
    console.log(`Removed the local data in ${name}.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
