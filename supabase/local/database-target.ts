import { parseArgs } from "node:util";
import { startStack } from "./stack.ts";

/** Runs the work on the database of `--db-url`, else on one made for it, and gives what the work gives. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const { values } = parseArgs({ options: { "db-url": { type: "string" } }, strict: false });
  if (typeof values["db-url"] === "string") return work(values["db-url"]);
  const database = await startStack({ ephemeral: true, parts: "database" });
  try {
    return await work(database.databaseUrl);
  } finally {
    await database.stop();
  }
}
