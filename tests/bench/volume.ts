import type { Sql } from "postgres";

/** Sizes in calls of orgs 1, 2, 3 and so on. */
export type Volume = { callsOfOrganizations: number[] };

/** Ids of the generated rows are made from their numbers, so that a benchmark can name them. */
export const idOf = {
  /** The owner of an org. */
  person: (organization: number) => idFrom("9000", organization),
  agent: (organization: number) => idFrom("9000", 1000 + organization),
  organization: (organization: number) => idFrom("a000", organization),
  number: (organization: number, number: number) => idFrom("c000", organization * 1_000_000 + number),
};

function idFrom(kind: string, number: number): string {
  return `00000000-0000-4000-${kind}-${String(number).padStart(12, "0")}`;
}

/** The clock syncs small orgs as often as large ones. */
const SYNCS_PER_ORGANIZATION = 2000;

/** `chance(i, salt, n)` is a number from 0 to n - 1, the same for the same i and salt. */
const helpers = `
  create or replace function pg_temp.id(kind text, number bigint) returns uuid language sql immutable as
    $$ select ('00000000-0000-4000-' || kind || '-' || lpad(number::text, 12, '0'))::uuid $$;
  create or replace function pg_temp.number_id(org bigint, number bigint) returns uuid language sql immutable as
    $$ select pg_temp.id('c000', org * 1000000 + number) $$;
  create or replace function pg_temp.chance(i bigint, salt bigint, n integer) returns integer language sql immutable as
    $$ select (abs(hashint8extended(i, salt)) % n)::integer $$;
  create or replace function pg_temp.busy_moment(i bigint, size bigint) returns timestamptz language sql stable as $$
    select date_trunc('day', now()) - ceil(i * 365.0 / size) * interval '1 day' + interval '13 hours'
      + (pg_temp.chance(i, 1, 18000) + pg_temp.chance(i, 2, 18000)) * interval '1 second' $$;
`;

/**
 * Fills a database with orgs, people, numbers and a year of calls, recordings, messages, syncs and audit entries, set by set.
 * Each org has an owner, an agent with two of twenty numbers, and the rest in proportion to its calls. Nothing in it is
 * random: the same volume makes the same rows, but for the day it ends on. As a superuser, since triggers and foreign keys
 * would double the time.
 */
export async function fillVolume(sql: Sql, volume: Volume): Promise<void> {
  const last = volume.callsOfOrganizations.length;
  const organizations = `unnest(array[${volume.callsOfOrganizations.join(", ")}]) with ordinality o(size, n)`;
  await sql.unsafe(`
    ${helpers}
    set session_replication_role = replica;
    create temp table volume_people as select pg_temp.id('9000', n) as id, 'p' || n || '@volume.example' as email
    from (select generate_series(1, ${last}) n union all select 1000 + generate_series(1, ${last})) people;
    insert into auth.users (id, email) select id, email from volume_people;
    insert into public.profiles (id, email) select id, email from volume_people;
    drop table volume_people;
    insert into public.organizations (id, name, slug, time_zone)
    select pg_temp.id('a000', n), 'Org ' || n, 'volume-' || n, 'America/New_York' from generate_series(1, ${last}) n;
    insert into public.memberships (org_id, user_id, role)
    select pg_temp.id('a000', n), pg_temp.id('9000', m.plus + n), m.role
    from generate_series(1, ${last}) n cross join (values (0, 'owner'::public.org_role), (1000, 'agent')) m(plus, role);
    insert into public.integrations (id, org_id, account_type, status)
    select pg_temp.id('b000', n), pg_temp.id('a000', n), 'classic', 'connected' from generate_series(1, ${last}) n;
    insert into public.sync_streams (integration_id, stream, org_id, interval_seconds, next_run_at, last_success_at)
    select pg_temp.id('b000', n), d.stream, pg_temp.id('a000', n), d.interval_seconds, 'infinity', now()
    from generate_series(1, ${last}) n cross join private.stream_defaults d;
    insert into public.phone_numbers (id, org_id, integration_id, number, label)
    select pg_temp.number_id(n, p), pg_temp.id('a000', n), pg_temp.id('b000', n), '+1555' || lpad((n * 100 + p)::text, 7, '0'), 'Line ' || p
    from generate_series(1, ${last}) n, generate_series(1, 20) p;
    insert into public.number_assignments (org_id, user_id, phone_number_id)
    select pg_temp.id('a000', n), pg_temp.id('9000', 1000 + n), pg_temp.number_id(n, p)
    from generate_series(1, ${last}) n, generate_series(1, 2) p;

    insert into public.calls (org_id, integration_id, external_id, phone_number_id, direction, outcome, from_number, to_number,
      counterpart, counterpart_name, agent_extension, agent_name, started_at, duration_seconds, has_recording)
    select pg_temp.id('a000', n), pg_temp.id('b000', n), 'volume-' || n || '-' || i, pg_temp.number_id(n, 1 + pg_temp.chance(i, 3, 20)),
      (array['inbound', 'inbound', 'inbound', 'outbound', 'internal'])[1 + pg_temp.chance(i, 4, 5)]::public.call_direction,
      (array['answered', 'answered', 'answered', 'missed', 'voicemail', 'abandoned', 'no_answer'])[1 + pg_temp.chance(i, 5, 7)]::public.call_outcome,
      counterpart, '+15550000000', counterpart, case when pg_temp.chance(i, 6, 3) = 0 then 'Customer ' || right(counterpart, 5) end,
      (100 + pg_temp.chance(i, 7, 30))::text, 'Agent ' || pg_temp.chance(i, 7, 30), pg_temp.busy_moment(i, size),
      pg_temp.chance(i, 8, 600), pg_temp.chance(i, 9, 3) = 0
    from ${organizations}
    cross join lateral generate_series(1, size) i
    cross join lateral (select '+1555' || lpad(pg_temp.chance(i, 10, 100000)::text, 7, '0') as counterpart) c;
    insert into public.recordings (org_id, call_id, phone_number_id, started_at, duration_seconds)
    select c.org_id, c.id, c.phone_number_id, c.started_at, c.duration_seconds from public.calls c where c.has_recording and c.external_id like 'volume-%';
    insert into public.sms_messages (org_id, integration_id, external_id, phone_number_id, direction, counterpart, body, sent_at)
    select c.org_id, c.integration_id, c.external_id, c.phone_number_id, case c.direction when 'outbound' then 'outbound' else 'inbound' end::public.call_direction,
      c.counterpart, 'Could you call me back about order ' || c.external_id || '?', c.started_at
    from public.calls c where c.external_id like 'volume-%' and pg_temp.chance(c.duration_seconds, 11, 5) = 0;
    insert into public.sync_jobs (org_id, integration_id, stream, trigger, status, created_at, started_at, finished_at, rows_fetched)
    select pg_temp.id('a000', n), pg_temp.id('b000', n), 'calls', 'schedule', 'succeeded', at, at, at + interval '5 seconds', 100
    from generate_series(1, ${last}) n cross join generate_series(1, ${SYNCS_PER_ORGANIZATION}) i
    cross join lateral (select now() - i * interval '15 minutes' as at) moments;
    insert into public.audit_log (org_id, action, actor_id, at)
    select pg_temp.id('a000', n), 'recording.played', pg_temp.id('9000', n), now() - i * interval '20 minutes'
    from ${organizations} cross join lateral generate_series(1, least(size / 10, 20000)) i;

    -- Planned by what was there before, each quarter would be looked for in all of an org's calls.
    analyze public.calls;
    select private.roll_up_quarters(c.org_id, array_agg(distinct date_bin('15 minutes', c.started_at, '2000-01-01 00:00Z')))
    from public.calls c where c.external_id like 'volume-%' group by c.org_id;
    reset session_replication_role;
  `);
  await sql`
    vacuum analyze public.calls, public.call_rollups, private.call_days, public.recordings, public.sms_messages,
      public.sync_jobs, public.audit_log`;
}

/** Takes the generated orgs and people away again. As a superuser. */
export async function removeVolume(sql: Sql): Promise<void> {
  const isGenerated = "org_id in (select id from public.organizations where slug like 'volume-%')";
  await sql.unsafe(`
    set session_replication_role = replica;
    delete from public.recordings where ${isGenerated};
    delete from public.calls where ${isGenerated};
    delete from public.call_rollups where ${isGenerated};
    delete from public.sms_messages where ${isGenerated};
    reset session_replication_role;
    delete from public.organizations where slug like 'volume-%';
    delete from auth.users where email like '%@volume.example';
  `);
}
