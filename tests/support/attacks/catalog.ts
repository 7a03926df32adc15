import type { Stack } from "../../../supabase/local/stack.ts";

/** A table or view of the API. `key` holds the columns of its primary key; a view has none. */
export type Table = { name: string; columns: string[]; key: string[] };

/** `args` are those that a call needs; `ids` those among all that name rows, by an id or a token. */
export type Rpc = { name: string; args: string[]; ids: string[] };

/** What the API shows, from the catalog: a table that nobody thought of is in it. */
export async function publicTables(stack: Stack): Promise<Table[]> {
  return await stack.sql<Table[]>`
    select c.relname as name,
      array(
        select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum
      ) as columns,
      array(
        select a.attname::text from pg_index i
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisprimary
      ) as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p') order by 1`;
}

/** The functions of an exposed schema. */
export async function functionsIn(stack: Stack, schema: "public" | "worker"): Promise<Rpc[]> {
  return await stack.sql<Rpc[]>`
    select p.proname as name,
      array(
        select a.name from unnest(p.proargnames, p.proargtypes::regtype[]) with ordinality a (name, type, position)
        where a.position <= p.pronargs - p.pronargdefaults
      ) as args,
      array(
        select a.name from unnest(p.proargnames, p.proargtypes::regtype[]) with ordinality a (name, type, position)
        where a.type in ('uuid'::regtype, 'uuid[]'::regtype) or (a.position <= p.pronargs and a.name = 'token')
      ) as ids
    from pg_proc p where p.pronamespace = ${schema}::regnamespace order by 1`;
}
