import * as v from "valibot";
import { cliTarget, runSupabase } from "./migrations/cli.ts";

const adviceSchema = v.array(
  v.object({ name: v.string(), level: v.picklist(["INFO", "WARN", "ERROR"]), detail: v.string() }),
);

/** What the platform's security and performance advisors say of a database. */
export async function adviceOn(databaseUrl: string): Promise<v.InferOutput<typeof adviceSchema>> {
  const target = ["--remote", cliTarget(databaseUrl)];
  const result = await runSupabase(["db", "advisors", ...target, "--type", "all", "--level", "info"]);
  const start = result.stdout.indexOf("[");
  if (result.exitCode !== 0) throw new Error(`The advisors could not run.\n${result.stdout}${result.stderr}`);
  return start < 0 ? [] : v.parse(adviceSchema, JSON.parse(result.stdout.slice(start)));
}
