import { resolve } from "node:path";

/** The repository's top folder. */
export const repositoryRoot = resolve(import.meta.dirname, "../..");

/** Everything the local stack keeps: database, keys, logs, templates. Never in the repository's history. */
export function dataDirectory(environment: NodeJS.ProcessEnv): string {
  return resolve(repositoryRoot, environment.VICTORYSYNC_DATA_DIR || ".local");
}
