import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withDatabase } from "./database-target.ts";
import { cliTarget, runSupabase } from "./migrations/cli.ts";
import { repositoryRoot } from "./paths.ts";

/*
 * `npm run types`: writes the database's types for the client, as the official CLI generates them. With `--check` it
 * writes nothing and fails when the file is not what the migrations give.
 */
const file = join(repositoryRoot, "web/src/lib/database.types.ts");
const generated = formatted(await withDatabase(generate));

if (!process.argv.includes("--check")) {
  writeFileSync(file, generated);
  console.log("Wrote web/src/lib/database.types.ts.");
} else if (!existsSync(file) || readFileSync(file, "utf8") !== generated) {
  console.error("web/src/lib/database.types.ts is not what the migrations give. Run: npm run types");
  process.exitCode = 1;
} else {
  console.log("The database types are up to date.");
}

async function generate(url: string): Promise<string> {
  const result = await runSupabase(["gen", "types", "--remote", cliTarget(url), "--schema", "public,worker"]);
  if (result.exitCode !== 0) throw new Error(`The types could not be generated.\n${result.stderr}`);
  return result.stdout.trimStart();
}

function formatted(source: string): string {
  const biome = join(repositoryRoot, "node_modules/@biomejs/biome/bin/biome");
  return execFileSync(process.execPath, [biome, "format", "--stdin-file-path=database.types.formatted.ts"], {
    cwd: repositoryRoot,
    input: source,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}
