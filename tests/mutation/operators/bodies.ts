import type { Sql } from "postgres";
import type { Mutant } from "../mutant.ts";
import { type BodyChange, bodyChanges } from "./body-changes.ts";
import { withSource } from "./functions.ts";

type FunctionRow = { name: string; definition: string; source: string };

/** The hand-written changes. One that doesn't fit its function exactly once is an invalid mutant: it proves nothing. */
export async function bodyMutants(sql: Sql): Promise<Mutant[]> {
  const functions = await sql<FunctionRow[]>`
    select format('%I.%I', n.nspname, p.proname) as name, pg_get_functiondef(p.oid) as definition, p.prosrc as source
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private', 'worker')`;
  const byName = new Map(functions.map((row) => [row.name, row]));
  return bodyChanges.map(([name, find, replacement]: BodyChange) => ({
    kind: `body: ${name}`,
    name: `${name}: "${find}" becomes "${replacement}"`,
    sql: changed(byName.get(name), find, replacement),
    noticedBy: "behaviour",
  }));
}

function changed(row: FunctionRow | undefined, find: string, replacement: string): string {
  const found = row === undefined ? 0 : row.source.split(find).length - 1;
  if (row === undefined || found !== 1) {
    return `do $$ begin raise exception 'these words are in the function ${found} times, not once: adapt body-changes.ts'; end $$`;
  }
  return withSource(
    row,
    row.source.replace(find, () => replacement),
  );
}
