import postgres, { type Sql } from "postgres";
import {
  type AdminClient,
  createWorkerDatabase,
  type WorkerDatabase,
} from "../../../supabase/functions/_shared/database/worker-database.ts";
import type { Stack } from "../../../supabase/local/stack.ts";

export type DirectDatabase = {
  readonly database: WorkerDatabase;
  /** Ends every connection of the workers at once, in the middle of whatever they do. */
  cutConnections(): Promise<void>;
  close(): Promise<void>;
};

/**
 * The worker schema as the data API serves it to a secret key, but straight from Postgres: a test that makes thousands
 * of calls can't wait for HTTP, and it can cut these connections.
 */
export async function openDirectDatabase(stack: Stack, name: string): Promise<DirectDatabase> {
  const sql = postgres(stack.databaseUrl, {
    max: 8,
    // What it asks for by itself when it connects would fail where nobody waits for it.
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: name, role: "service_role" },
  });
  const parameters = await parameterTypes(stack.sql);
  const admin: AdminClient = {
    schema: () => ({
      async rpc(name, given) {
        const types = parameters.get(name);
        if (types === undefined) throw new Error(`There is no function worker.${name}.`);
        // As PostgREST does it: named arguments out of one JSON object, cast to the function's types.
        const names = Object.keys(given);
        const record = names.map((key) => `"${key}" ${types[key]}`).join(", ");
        const passed = names.map((key) => `"${key}" => r."${key}"`).join(", ");
        const source = names.length === 0 ? "" : ` from json_to_record($1::text::json) as r(${record})`;
        const values = names.length === 0 ? [] : [JSON.stringify(given)];
        try {
          const [row] = await sql.unsafe(`select worker.${name}(${passed}) as result${source}`, values);
          // A connection that ends in the middle may end the query without a row.
          if (row === undefined)
            return { data: null, error: rpcError(new Error("The connection was lost.")) };
          return { data: row.result, error: null };
        } catch (error) {
          return { data: null, error: rpcError(error) };
        }
      },
    }),
  };
  return {
    database: createWorkerDatabase(admin),
    async cutConnections() {
      // Waits until they are gone, so that whoever comes next finds them closed.
      await stack.sql`
        select pg_terminate_backend(pid, 1000) from pg_stat_activity where application_name = ${name}`;
    },
    close: () => sql.end({ timeout: 1 }),
  };
}

async function parameterTypes(sql: Sql): Promise<Map<string, Record<string, string>>> {
  const rows = await sql`
    select p.proname as name, coalesce(jsonb_object_agg(a.name, format_type(a.type, null)) filter (where a.name is not null), '{}') as types
    from pg_proc p left join lateral unnest(p.proargnames, p.proargtypes::oid[]) a(name, type) on a.type is not null
    where p.pronamespace = 'worker'::regnamespace group by p.oid, p.proname`;
  return new Map(rows.map(({ name, types }) => [name, types]));
}

function rpcError(error: unknown) {
  if (!(error instanceof Error)) throw error;
  const { code, hint, detail } = error as Error & { code?: string; hint?: string; detail?: string };
  return { code: code ?? "XX000", message: error.message, hint: hint ?? null, details: detail ?? null };
}
