import postgres from "postgres";
import { startStack } from "../../supabase/local/stack.ts";
import { benchBundle } from "./bundle.ts";
import { benchFullSync } from "./full-sync.ts";
import { benchIngest } from "./ingest.ts";
import type { Result } from "./measure.ts";
import { benchPageLoads } from "./page-load.ts";
import { benchGrowth, benchQuestions, benchRollups, benchRowLevelSecurity } from "./queries.ts";
import { fillVolume } from "./volume.ts";

/*
 * `npm run bench`: what the product costs at volume, each figure beside its goal. 2 million calls over 100 orgs, one of
 * them with a million. `--json` prints one array of { name, value, unit, goal, pass }.
 */
const callsOfOrganizations = [1_000_000, 100_000, 10_000, ...Array.from({ length: 97 }, () => 9_175)];

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

tell(await benchBundle());
tell(await benchPageLoads());
tell(await benchFullSync());
const database = await startStack({ ephemeral: true, parts: "database" });
const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
try {
  await fillVolume(admin, { callsOfOrganizations });
  tell(await benchQuestions(database.sql));
  tell(await benchRowLevelSecurity(database.sql));
  tell(await benchRollups(database.sql));
  tell(await benchGrowth(database.sql));
  tell(await benchIngest(database.sql));
} finally {
  await admin.end();
  await database.stop();
}
if (asJson) console.log(JSON.stringify(results));
