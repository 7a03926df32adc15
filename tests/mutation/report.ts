import type { Mutant } from "./mutant.ts";
import type { Verdict } from "./suite.ts";

export type Outcome = { mutant: Mutant; verdict: Verdict };

/** A verdict in a word or two. */
export function label(verdict: Verdict): string {
  if ("invalid" in verdict) return `INVALID (${verdict.invalid})`;
  return "survived" in verdict ? "SURVIVED" : "killed";
}

/** Prints the score and the names of the survivors; returns the exit code. */
export function report(outcomes: Outcome[]): number {
  const families = new Map<string, { killed: number; all: number }>();
  for (const { mutant, verdict } of outcomes) {
    const family = mutant.kind.split(":")[0] ?? mutant.kind;
    const counts = families.get(family) ?? { killed: 0, all: 0 };
    counts.all += 1;
    if ("killedBy" in verdict) counts.killed += 1;
    families.set(family, counts);
  }
  for (const [family, { killed, all }] of families)
    console.log(`${family.padEnd(10)} ${killed} of ${all} killed`);
  const survivors = outcomes.filter(({ verdict }) => !("killedBy" in verdict));
  for (const { mutant } of survivors) console.log(`not killed: ${mutant.name}`);
  console.log(`${outcomes.length - survivors.length} passed, ${survivors.length} failed`);
  return survivors.length === 0 && outcomes.length > 0 ? 0 : 1;
}
