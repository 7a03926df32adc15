import type { Sql } from "postgres";
import type { Mutant } from "../mutant.ts";

type Constraint = { name: string; relation: string; is_index: boolean };

/** Every unique index that is partial, and every check that guards a job's or invitation's state, dropped. */
export async function constraintMutants(sql: Sql): Promise<Mutant[]> {
  const constraints = await sql<Constraint[]>`
    select c.conname as name, c.conrelid::regclass::text as relation, false as is_index
    from pg_constraint c
    where c.contype = 'c' and cardinality(c.conkey) > 1 and c.connamespace in ('public'::regnamespace, 'private'::regnamespace)
    union all
    select i.indexrelid::regclass::text, i.indrelid::regclass::text, true
    from pg_index i join pg_class r on r.oid = i.indrelid
    where i.indisunique and i.indpred is not null and r.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    order by 2, 1`;
  return constraints.map(({ name, relation, is_index }) => ({
    kind: is_index ? "index: no longer unique" : "check: dropped",
    name: `${name} on ${relation} dropped`,
    sql: is_index ? `drop index ${name}` : `alter table ${relation} drop constraint ${name}`,
    noticedBy: "behaviour",
  }));
}
