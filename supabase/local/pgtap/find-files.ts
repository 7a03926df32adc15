import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The .sql and .pg files under the given files or folders, in the order in which `supabase test db` runs them. */
export function findTestFiles(paths: string[]): string[] {
  return paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(sql|pg)$/.test(name))
      .sort()
      .map((name) => join(path, name));
  });
}
