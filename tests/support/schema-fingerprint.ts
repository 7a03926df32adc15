import type { Sql } from "postgres";

const SCHEMAS = ["public", "private", "worker", "operations"];

/**
 * Each part of the catalog that migrations can change, a line an object, with everything that can be said of it.
 * Policies and triggers are read everywhere, since migrations put some on the platform's own tables.
 */
const PARTS: readonly string[] = [
  `select 'extension', extname, extnamespace::regnamespace::text from pg_extension`,
  `select 'schema', nspname, concat_ws(' ', nspowner::regrole, nspacl) from pg_namespace where nspname = any ($1)`,
  `select 'default privileges', concat_ws(' ', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype), defaclacl::text
     from pg_default_acl`,
  `select 'relation', oid::regclass::text,
     concat_ws(' ', relkind, relowner::regrole, relacl, relrowsecurity, relforcerowsecurity, relreplident, reloptions,
       case when relkind in ('v', 'm') then pg_get_viewdef(oid) end)
     from pg_class where relnamespace::regnamespace::text = any ($1) and relkind <> 'i'`,
  `select 'column', concat(attrelid::regclass, ' ', attnum, ' ', attname),
     concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attcollation::regcollation, attacl,
       (select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = attrelid and adnum = attnum))
     from pg_attribute a join pg_class c on c.oid = attrelid
     where c.relnamespace::regnamespace::text = any ($1) and attnum > 0 and not attisdropped and relkind <> 'i'`,
  `select 'constraint', concat(conrelid::regclass, ' ', conname), concat_ws(' ', pg_get_constraintdef(oid), convalidated, condeferrable)
     from pg_constraint where connamespace::regnamespace::text = any ($1)`,
  `select 'index', indexrelid::regclass::text, concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid, indisunique)
     from pg_index join pg_class c on c.oid = indexrelid where c.relnamespace::regnamespace::text = any ($1)`,
  `select 'policy', concat(polrelid::regclass, ' ', polname),
     concat_ws(' ', polcmd, polpermissive, polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
     from pg_policy`,
  `select 'trigger', concat(tgrelid::regclass, ' ', tgname), concat_ws(' ', pg_get_triggerdef(oid), tgenabled)
     from pg_trigger where not tgisinternal`,
  `select 'function', oid::regprocedure::text, concat_ws(' ', proowner::regrole, proacl, pg_get_functiondef(oid))
     from pg_proc where pronamespace::regnamespace::text = any ($1) and prokind in ('f', 'p')`,
  `select 'type', oid::regtype::text, concat_ws(' ', typtype, typowner::regrole, typacl,
       (select array_agg(enumlabel order by enumsortorder) from pg_enum where enumtypid = t.oid))
     from pg_type t where typnamespace::regnamespace::text = any ($1)`,
  `select 'comment', concat(i.type, ' ', i.identity), d.description
     from pg_description d cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
     where i.schema = any ($1) or (i.type = 'schema' and i.identity = any ($1))`,
  `select 'cron job', jobname, concat_ws(' ', schedule, command, active, username) from cron.job`,
  `select 'publication', concat(pubname, ' ', schemaname, '.', tablename), '' from pg_publication_tables`,
  `select 'setting', 'provider_limits', to_jsonb(t)::text from private.provider_limits t`,
  `select 'setting', 'rate_limit_rules', to_jsonb(t)::text from private.rate_limit_rules t`,
  `select 'setting', 'stream_defaults', to_jsonb(t)::text from private.stream_defaults t`,
];

/** The schema as lines to compare, sorted. */
export async function schemaFingerprint(sql: Sql): Promise<string[]> {
  const lines = await Promise.all(
    PARTS.map(async (part) => {
      const parameters = part.includes("$1") ? [SCHEMAS] : [];
      const rows = await sql.unsafe<Record<string, string>[]>(part, parameters).values();
      return rows.map((row) => row.join(" | "));
    }),
  );
  return lines.flat().sort();
}
