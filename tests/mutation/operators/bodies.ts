import type { Sql } from "postgres";
import type { Mutant } from "../mutant.ts";
import { type BodyChange, bodyChanges } from "./body-changes.ts";
import { withSource } from "./functions.ts";

type FunctionRow = { name: string; definition: string; source: string };

/** The hand-written changes. Throws when some don't fit their function exactly once any more: they'd prove nothing. */
export async function bodyMutants(sql: Sql): Promise<Mutant[]> {
  const functions = await sql<FunctionRow[]>`
    select format('%I.%I', n.nspname, p.proname) as name, pg_get_functiondef(p.oid) as definition, p.prosrc as source
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private', 'worker')`;
  const byName = new Map(functions.map((row) => [row.name, row]));
  const misfits: string[] = [];
  const mutants = bodyChanges.flatMap((change) => {
    const row = byName.get(change[0]);
    const found = row === undefined ? 0 : row.source.split(change[1]).length - 1;
    if (row !== undefined && found === 1) return [mutantOf(row, change)];
    misfits.push(`${change[0]} has "${change[1]}" ${found} times`);
    return [];
  });
  if (misfits.length > 0) throw new Error(`Adapt body-changes.ts to the functions:\n${misfits.join("\n")}`);
  return mutants;
}

function mutantOf(row: FunctionRow, [name, find, replacement]: BodyChange): Mutant {
  return {
    kind: `body: ${name}`,
    name: `${name}: "${find}" becomes "${replacement}"`,
    sql: withSource(
      row,
      row.source.replace(find, () => replacement),
    ),
    noticedBy: "behaviour",
  };
}
