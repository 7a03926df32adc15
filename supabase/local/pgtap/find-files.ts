import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * The .sql and .pg files under the given files or folders, in the order in which `supabase test db` runs them. What is no
 * path is a part of a name in the folder of the tests.
 */
export function findTestFiles(wanted: string[], testsFolder: string): string[] {
  if (wanted.length === 0) return filesUnder(testsFolder);
  return wanted.flatMap((name) => {
    if (existsSync(name)) return filesUnder(name);
    return filesUnder(testsFolder).filter((path) => path.slice(testsFolder.length).includes(name));
  });
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(sql|pg)$/.test(name))
    .sort()
    .map((name) => join(path, name));
}
