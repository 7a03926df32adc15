import type { Mutant } from "./mutant.ts";

/** Mutants that change nothing that anyone could notice, and why. */
const equivalents: Readonly<Record<string, string>> = {
  'private.preview_access(uuid,uuid,timestamp with time zone) no longer says "The preview could not be made."':
    "Both settings that auth.uid() reads were set just before: the refusal is for an auth.uid() of tomorrow.",
  'worker.save_integration(uuid,uuid,uuid,account_type,text,text,integer,text,text) no longer says "The organization was removed meanwhile."':
    "Only a removal that ends while this waits leads there, which takes two connections: tests/integration/sync-waits.test.ts has them.",
};

/** The mutants that can be told from the original. Throws when the list above names one that no longer exists. */
export function withoutEquivalents(mutants: Mutant[]): Mutant[] {
  const names = new Set(mutants.map((mutant) => mutant.name));
  const gone = Object.keys(equivalents).filter((name) => !names.has(name));
  if (gone.length > 0)
    throw new Error(`equivalents.ts names mutants that no longer exist:\n${gone.join("\n")}`);
  return mutants.filter((mutant) => !Object.hasOwn(equivalents, mutant.name));
}
