import type { Sql } from "postgres";
import type { Mutant } from "../mutant.ts";

type Grant = { kind: string; grant: string };

/** What nobody was granted, granted: tables and columns, functions, schemas; and row-level security switched off. */
export async function grantMutants(sql: Sql): Promise<Mutant[]> {
  const grants = await sql<Grant[]>`
    with relations as (
      select c.oid, c.relkind, n.nspname as schema, format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'private', 'worker') and c.relkind in ('r', 'p', 'v')
    ), functions as (
      select p.oid, p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'private', 'worker')
    )
    select role || ' may ' || privilege as kind, format('grant %s on %s to %s', privilege, name, role) as grant
    from relations
    cross join unnest(array['anon', 'authenticated', 'service_role']) role
    cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate']) privilege
    where not has_table_privilege(role, oid, privilege)
    union all
    select role || ' may execute', format('grant execute on function %s to %s', name, role)
    from functions cross join unnest(array['anon', 'authenticated', 'service_role']) role
    where not has_function_privilege(role, oid, 'execute')
    union all
    select role || ' enters a schema', format('grant usage on schema %I to %s', nspname, role)
    from pg_namespace cross join unnest(array['anon', 'authenticated', 'service_role']) role
    where nspname in ('private', 'worker') and not has_schema_privilege(role, oid, 'usage')
    union all
    select 'row-level security off', format('alter table %s disable row level security', name)
    from relations where relkind in ('r', 'p')
    order by 1, 2`;
  return grants.map(({ kind, grant }) => ({
    kind: `grant: ${kind}`,
    name: grant,
    sql: grant,
    noticedBy: kind.endsWith("may execute") ? "isolation" : "catalog",
  }));
}
