import type { Sql } from "postgres";

/**
 * What one org can have put into each table, by table, in an order that its references allow. `vintage` tells the orgs
 * apart: each arrives at another version of the schema. A new table without a line here fails the upgrade test.
 */
const ROWS: Readonly<Record<string, (vintage: number) => string>> = {
  "auth.users": (n) =>
    `insert into auth.users (id, email) values (${id(1, n)}, 'vintage-${n}@upgrade.example')`,
  "public.profiles": (n) =>
    `insert into public.profiles (id, email) values (${id(1, n)}, 'vintage-${n}@upgrade.example') on conflict do nothing`,
  "private.platform_admins": (n) => `insert into private.platform_admins (user_id) values (${id(1, n)})`,
  "public.organizations": (n) =>
    `insert into public.organizations (id, name, slug) values (${id(2, n)}, 'Vintage ${n}', 'vintage-${n}')`,
  "public.memberships": (n) =>
    `insert into public.memberships (org_id, user_id, role) values (${id(2, n)}, ${id(1, n)}, 'owner')`,
  "public.integrations": (n) =>
    `insert into public.integrations (id, org_id, account_type, key_hint) values (${id(3, n)}, ${id(2, n)}, 'classic', 'abcd')`,
  "private.integration_credentials": (n) =>
    `insert into private.integration_credentials (integration_id, key_version, iv, ciphertext, account_fingerprint)
     values (${id(3, n)}, 1, 'iv', 'sealed', lpad('${n}', 64, '0'))`,
  "private.access_tokens": (n) =>
    `insert into private.access_tokens (integration_id, key_version, iv, ciphertext, expires_at)
     values (${id(3, n)}, 1, 'iv', 'sealed', '2026-01-02Z')`,
  "public.phone_numbers": (n) =>
    `insert into public.phone_numbers (id, org_id, integration_id, number)
     values (${id(4, n)}, ${id(2, n)}, ${id(3, n)}, '+1555000' || lpad('${n}', 4, '0'))`,
  "public.number_assignments": (n) =>
    `insert into public.number_assignments (org_id, user_id, phone_number_id) values (${id(2, n)}, ${id(1, n)}, ${id(4, n)})`,
  "public.calls": (n) =>
    `insert into public.calls (id, org_id, integration_id, external_id, phone_number_id, direction, outcome, started_at, duration_seconds, has_recording)
     values (${id(5, n)}, ${id(2, n)}, ${id(3, n)}, 'call', ${id(4, n)}, 'inbound', 'answered', '2026-01-01 10:07Z', 65, true)`,
  "public.recordings": (n) =>
    `insert into public.recordings (id, org_id, call_id, phone_number_id, started_at, duration_seconds)
     values (${id(6, n)}, ${id(2, n)}, ${id(5, n)}, ${id(4, n)}, '2026-01-01 10:07Z', 65)`,
  "private.recording_sources": (n) =>
    `insert into private.recording_sources (recording_id, file_name) values (${id(6, n)}, 'a recording.mp3')`,
  "public.sms_messages": (n) =>
    `insert into public.sms_messages (org_id, integration_id, external_id, phone_number_id, direction, body, sent_at)
     values (${id(2, n)}, ${id(3, n)}, 'message', ${id(4, n)}, 'inbound', 'Hello', '2026-01-01 11:00Z')`,
  "public.sync_streams": (n) =>
    `insert into public.sync_streams (integration_id, stream, org_id, interval_seconds)
     values (${id(3, n)}, 'calls', ${id(2, n)}, 300) on conflict do nothing`,
  "public.sync_jobs": (n) =>
    `insert into public.sync_jobs (id, org_id, integration_id, stream, trigger, status, window_start, window_end, attempt, leased_until, started_at)
     values (${id(7, n)}, ${id(2, n)}, ${id(3, n)}, 'calls', 'schedule', 'running', '2026-01-01Z', '2026-01-02Z', 1, '2026-01-01 12:00Z', '2026-01-01 11:00Z')`,
  "private.sync_leases": (n) =>
    `insert into private.sync_leases (job_id, lease_token) values (${id(7, n)}, ${id(8, n)}) on conflict do nothing`,
  "private.provider_requests": (n) =>
    `insert into private.provider_requests (account_fingerprint, hour, used) values (lpad('${n}', 64, '0'), '2026-01-01 10:00Z', 3)`,
  "public.audit_log": (n) =>
    `insert into public.audit_log (org_id, action, target) values (${id(2, n)}, 'credentials.saved', 'MightyCall')`,
  "private.rate_limits": (n) =>
    `insert into private.rate_limits (action, subject, window_start, used) values ('invite', ${id(1, n)}, '2026-01-01Z', 1)`,
  "public.invitations": (n) =>
    `insert into public.invitations (id, org_id, email, role, created_by)
     values (${id(9, n)}, ${id(2, n)}, 'invited-${n}@upgrade.example', 'agent', ${id(1, n)})`,
  "private.invitation_tokens": (n) =>
    `insert into private.invitation_tokens (invitation_id, token_hash) values (${id(9, n)}, sha256('${n}'))`,
  "private.playback_tickets": (n) =>
    `insert into private.playback_tickets (token_hash, recording_id, user_id, expires_at)
     values (sha256('${n}'), ${id(6, n)}, ${id(1, n)}, '2026-01-01 12:00Z')`,
  "private.removed_organizations": (n) =>
    `insert into private.removed_organizations (id, name) values (${id(10, n)}, 'Gone ${n}')`,
};

/** The product's tables that hold what people and providers brought. */
export const FILLED_TABLES: readonly string[] = Object.keys(ROWS).filter((table) => table !== "auth.users");

/** Settings that migrations may change, and rows that are derived from others. */
export const KEPT_BY_THE_SCHEMA: readonly string[] = [
  "private.call_days",
  "private.credential_keys",
  "private.provider_limits",
  "private.rate_limit_rules",
  "private.stream_defaults",
  "public.call_rollups",
];

/** Puts an org and its rows into every table that exists by now. */
export async function arrive(sql: Sql, vintage: number): Promise<void> {
  for (const [table, rows] of Object.entries(ROWS)) {
    const [found] = await sql<{ exists: boolean }[]>`select to_regclass(${table}) is not null as exists`;
    if (found?.exists) await sql.unsafe(rows(vintage));
  }
}

function id(kind: number, vintage: number): string {
  const [kindText, vintageText] = [String(kind).padStart(4, "0"), String(vintage).padStart(12, "0")];
  return `'00000000-0000-4000-8${kindText.slice(1)}-${vintageText}'::uuid`;
}
