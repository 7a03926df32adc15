import { startStack } from "../../supabase/local/stack.ts";
import { benchFullSync } from "./full-sync.ts";
import { benchIngest } from "./ingest.ts";
import type { Result } from "./measure.ts";
import { benchQueries } from "./queries.ts";
import { fillVolume } from "./volume.ts";

/*
 * `npm run bench`: what the product costs at volume, each figure beside its goal. 2 million calls over 101 orgs, one of
 * them with a million. `--json` prints one array of { name, value, unit, goal, pass }.
 */
const asJson = process.argv.includes("--json");
const results: Result[] = [];

function tell(some: Result[]): void {
  results.push(...some);
  if (asJson) return;
  for (const { name, value, unit, goal, pass } of some) {
    const verdict = pass === null ? "" : `${pass ? "pass" : "FAIL"} (goal ${goal})`;
    console.log(`${name.padEnd(66)} ${String(value).padStart(12)} ${unit.padEnd(9)} ${verdict}`);
  }
}

tell(await benchFullSync());
const database = await startStack({ ephemeral: true, parts: "database" });
try {
  await fillVolume(database.sql, {
    organizations: 101,
    callsPerOrganization: 10_000,
    callsOfLargest: 1_000_000,
  });
  tell(await benchQueries(database.sql));
  tell(await benchIngest(database.sql));
} finally {
  await database.stop();
}
if (asJson) console.log(JSON.stringify(results));
