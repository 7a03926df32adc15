import { excessOf } from "./budget.ts";
import { measureLoads } from "./measure.ts";

/* `npm run check:budget`: fails when the built client has more JavaScript than it may. */
const loads = await measureLoads();
const excesses = loads.flatMap((load) => excessOf(load) ?? []);
for (const excess of excesses) console.error(`${excess}\n`);
if (excesses.length > 0) process.exit(1);

const [first, largest] = loads;
for (const load of [first, largest]) {
  if (load) console.log(`${load.kilobytes.toFixed(1).padStart(6)} of ${load.mostKilobytes} KB: ${load.name}`);
}
