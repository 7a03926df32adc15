import * as v from "valibot";
import { withDatabase } from "./database-target.ts";
import { cliTarget, runSupabase } from "./migrations/cli.ts";

/* Runs the platform's security and performance advisors. Fails from a warning on. */
const adviceSchema = v.array(
  v.object({ name: v.string(), level: v.picklist(["INFO", "WARN", "ERROR"]), detail: v.string() }),
);

const advice = await withDatabase(async (url) => {
  const result = await runSupabase([
    "db",
    "advisors",
    "--remote",
    cliTarget(url),
    "--type",
    "all",
    "--level",
    "info",
  ]);
  const start = result.stdout.indexOf("[");
  if (result.exitCode !== 0) throw new Error(`The advisors could not run.\n${result.stdout}${result.stderr}`);
  return start < 0 ? [] : v.parse(adviceSchema, JSON.parse(result.stdout.slice(start)));
});

// A database made a moment ago has used no index yet.
const shown = advice.filter(({ name }) => name !== "unused_index");
for (const { level, name, detail } of shown) console.log(`${level.padEnd(5)}  ${name}: ${detail}`);
const bad = shown.filter(({ level }) => level !== "INFO").length;
console.log(`Advisors: ${bad} warnings or errors, ${shown.length - bad} notes.`);
if (bad > 0) process.exitCode = 1;
