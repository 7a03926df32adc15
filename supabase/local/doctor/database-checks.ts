import { readdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../paths.ts";
import { type Check, missing } from "./check.ts";

const EXTENSIONS = ["pg_cron", "pg_net", "pgcrypto", "supabase_vault"];
const SECRETS = ["sync_function_url", "sync_function_key"];
const JOBS = ["dispatch-syncs", "keep-house"];

async function absentIn(
  wanted: readonly string[],
  rows: Promise<readonly { name: string }[]>,
): Promise<string[]> {
  const present = new Set((await rows).map(({ name }) => name));
  return wanted.filter((name) => !present.has(name));
}

const migrations: Check = async ({ sql }) => {
  const files = readdirSync(join(repositoryRoot, "supabase/migrations")).map(
    (file) => file.split("_")[0] ?? file,
  );
  const applied = sql<{ name: string }[]>`select version as name from supabase_migrations.schema_migrations`;
  return [missing("migrations", await absentIn(files, applied), "Run: npx supabase db push")];
};

const extensions: Check = async ({ sql }) => {
  const installed = sql<{ name: string }[]>`select extname as name from pg_extension`;
  return [
    missing(
      "extensions",
      await absentIn(EXTENSIONS, installed),
      "Run: npx supabase db push, as the project's owner.",
    ),
  ];
};

// Names only: the doctor never reads a secret.
const vault: Check = async ({ sql }) => {
  const names = sql<{ name: string }[]>`select name from vault.secrets where name is not null`;
  const keys = await sql<{ name: string }[]>`
    select 'credential_key_v' || k.version as name from private.credential_keys k
    where not exists (select from vault.secrets s where s.id = k.vault_secret_id)`;
  const [any] = await sql`select from private.credential_keys`;
  return [
    missing(
      "vault: addresses and keys of the clock",
      await absentIn(SECRETS, names),
      "Set SYNC_FUNCTION_URL and SYNC_FUNCTION_KEY, then run: npx supabase db push",
    ),
    missing(
      "vault: credential keys",
      any === undefined ? ["credential_key_v1"] : keys.map(({ name }) => name),
      "Restore the vault from a backup. Without it, every organization has to save its keys again.",
    ),
  ];
};

const clock: Check = async ({ sql }) => {
  const active = sql<{ name: string }[]>`select jobname as name from cron.job where active`;
  const absent = await absentIn(JOBS, active);
  const [last] = await sql<{ status: string; message: string | null }[]>`
    select d.status, d.return_message as message from cron.job_run_details d join cron.job j using (jobid)
    where j.jobname = 'dispatch-syncs' and d.end_time is not null order by d.end_time desc limit 1`;
  const failed = last !== undefined && last.status !== "succeeded";
  return [
    missing("clock: scheduled jobs", absent, "Schedule it again with cron.schedule, as the migrations do."),
    {
      name: "clock: last run",
      trouble: failed ? `dispatch-syncs failed: ${last.message ?? "no reason given"}` : null,
      mend: "See cron.job_run_details.",
    },
  ];
};

const streams: Check = async ({ sql }) => {
  const ill = await sql<{ name: string; stream: string; why: string }[]>`
    select o.name, s.stream::text as stream, coalesce(s.paused_reason, s.error_hint, s.freshness) as why
    from public.sync_stream_health s join public.organizations o on o.id = s.org_id
    join public.integrations i on i.id = s.integration_id
    where i.status <> 'disconnected' and s.is_enabled
      and (s.paused_reason is not null or s.error_class = 'config' or s.freshness = 'stale')
    order by o.name, s.stream limit 20`;
  return [
    {
      name: "streams",
      trouble:
        ill.length === 0 ? null : ill.map(({ name, stream, why }) => `${name}, ${stream}: ${why}`).join("; "),
      mend: "Each says what to do; an admin of the org sees the same under Sync.",
    },
  ];
};

/** What can be seen from inside the database. */
export const databaseChecks: readonly Check[] = [migrations, extensions, vault, clock, streams];
