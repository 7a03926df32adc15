import type { Sql } from "postgres";
import type { Mutant } from "../mutant.ts";

type Trigger = { name: string; relation: string };

/** Every trigger switched off, by dropping it: what a switched-off one leaves behind would tell too much. */
export async function triggerMutants(sql: Sql): Promise<Mutant[]> {
  const triggers = await sql<Trigger[]>`
    select t.tgname as name, t.tgrelid::regclass::text as relation
    from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where not t.tgisinternal and p.pronamespace = 'private'::regnamespace
    order by 2, 1`;
  return triggers.map(({ name, relation }) => ({
    kind: "trigger: dropped",
    name: `${name} on ${relation} dropped`,
    // The platform's own tables belong to someone else: there the trigger is emptied instead.
    sql: relation.startsWith("auth.")
      ? `create or replace function private.${name}() returns trigger language plpgsql as 'begin return new; end'`
      : `drop trigger ${name} on ${relation}`,
    noticedBy: "behaviour",
  }));
}
