import { adviceOn } from "./advice.ts";
import { withDatabase } from "./database-target.ts";

/* Runs the platform's security and performance advisors. Fails from a warning on. */
const advice = await withDatabase(adviceOn);
// A database made a moment ago has used no index yet.
const shown = advice.filter(({ name }) => name !== "unused_index");
for (const { level, name, detail } of shown) console.log(`${level.padEnd(5)}  ${name}: ${detail}`);
const bad = shown.filter(({ level }) => level !== "INFO").length;
console.log(`Advisors: ${bad} warnings or errors, ${shown.length - bad} notes.`);
if (bad > 0) process.exitCode = 1;
