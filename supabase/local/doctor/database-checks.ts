import { readdirSync } from "node:fs";
import { join } from "node:path";
import { adviceOn } from "../advice.ts";
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
  return [missing("migrations", await absentIn(files, applied), "Run: npx supabase db push --remote")];
};

const extensions: Check = async ({ sql }) => {
  const installed = sql<{ name: string }[]>`select extname as name from pg_extension`;
  return [
    missing(
      "extensions",
      await absentIn(EXTENSIONS, installed),
      "Run: npx supabase db push --remote, as the project's owner.",
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
      "Set SYNC_FUNCTION_URL and SYNC_FUNCTION_KEY, then run: npx supabase db push --remote",
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
  return [
    missing(
      "clock: scheduled jobs",
      await absentIn(JOBS, active),
      "Schedule it again with cron.schedule, as the migrations do.",
    ),
  ];
};

const ALARMS = [
  { what: "stream", mend: "Each says what to do; an admin of the org sees the same under Sync." },
  {
    what: "queue",
    mend: "Does the clock run, and does the sync function answer? See operations.queue_health and the function's log.",
  },
  {
    what: "budget",
    mend: "Syncs slow down by themselves until requests come back. See operations.budget_health.",
  },
  { what: "clock", mend: "See cron.job_run_details." },
  {
    what: "wake-up",
    mend: "Compare SYNC_FUNCTION_URL and SYNC_FUNCTION_KEY with the project, and the function's log.",
  },
];

const alarms: Check = async ({ sql }) => {
  const raised = await sql<{ what: string; organization: string | null; trouble: string }[]>`
    select what, organization, trouble from operations.alarms order by organization, trouble limit 50`;
  return ALARMS.map(({ what, mend }) => {
    const troubles = raised
      .filter((alarm) => alarm.what === what)
      .map(({ organization, trouble }) => [organization, trouble].filter(Boolean).join(", "));
    return { name: `alarms: ${what}`, trouble: troubles.length === 0 ? null : troubles.join("; "), mend };
  });
};

const advisors: Check = async ({ databaseUrl }) => {
  const bad = (await adviceOn(databaseUrl)).filter(({ level }) => level !== "INFO");
  return [
    {
      name: "advisors",
      trouble: bad.length === 0 ? null : bad.map(({ name, detail }) => `${name}: ${detail}`).join("; "),
      mend: "The migrations give none: undo what was changed by hand.",
    },
  ];
};

/** What can be seen from inside the database. */
export const databaseChecks: readonly Check[] = [migrations, extensions, vault, clock, advisors, alarms];
