import type { Sql } from "postgres";

export type Volume = { organizations: number; callsPerOrganization: number; callsOfLargest: number };

/** Ids of the generated rows are made from their numbers, so that a benchmark can name them. */
export const idOf = {
  person: (number: number) => idFrom("9000", number),
  organization: (number: number) => idFrom("a000", number),
};

function idFrom(kind: string, number: number): string {
  return `00000000-0000-4000-${kind}-${String(number).padStart(12, "0")}`;
}

/**
 * Fills a database with orgs, people, numbers, calls over a year and messages, set by set. Org 1 is the largest; person n
 * owns org n, and person 1000 + n is its agent with two of twenty numbers. The same volume makes the same rows.
 */
export async function fillVolume(sql: Sql, volume: Volume): Promise<void> {
  const last = volume.organizations;
  await sql.unsafe(`
    insert into auth.users (id, email) select ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, 'p' || n || '@volume.example'
    from (select generate_series(1, ${last}) n union all select 1000 + generate_series(1, ${last})) people;
    insert into public.organizations (id, name, slug, time_zone)
    select ('00000000-0000-4000-a000-' || lpad(n::text, 12, '0'))::uuid, 'Org ' || n, 'volume-' || n, 'America/New_York'
    from generate_series(1, ${last}) n;
    insert into public.memberships (org_id, user_id, role)
    select ('00000000-0000-4000-a000-' || lpad(n::text, 12, '0'))::uuid, ('00000000-0000-4000-9000-' || lpad((m.plus + n)::text, 12, '0'))::uuid, m.role
    from generate_series(1, ${last}) n cross join (values (0, 'owner'::public.org_role), (1000, 'agent')) m(plus, role);
    insert into public.integrations (id, org_id, account_type)
    select ('00000000-0000-4000-b000-' || lpad(n::text, 12, '0'))::uuid, ('00000000-0000-4000-a000-' || lpad(n::text, 12, '0'))::uuid, 'classic'
    from generate_series(1, ${last}) n;
    insert into public.phone_numbers (id, org_id, integration_id, number)
    select ('00000000-0000-4000-c000-' || lpad(n::text, 6, '0') || lpad(p::text, 6, '0'))::uuid,
      ('00000000-0000-4000-a000-' || lpad(n::text, 12, '0'))::uuid, ('00000000-0000-4000-b000-' || lpad(n::text, 12, '0'))::uuid,
      '+1555' || lpad((n * 100 + p)::text, 7, '0')
    from generate_series(1, ${last}) n, generate_series(1, 20) p;
    insert into public.number_assignments (org_id, user_id, phone_number_id)
    select ('00000000-0000-4000-a000-' || lpad(n::text, 12, '0'))::uuid, ('00000000-0000-4000-9000-' || lpad((1000 + n)::text, 12, '0'))::uuid,
      ('00000000-0000-4000-c000-' || lpad(n::text, 6, '0') || lpad(p::text, 6, '0'))::uuid
    from generate_series(1, ${last}) n, generate_series(1, 2) p;
    alter table public.calls disable trigger user;
    insert into public.calls (org_id, integration_id, external_id, phone_number_id, direction, outcome, from_number, to_number,
      counterpart, agent_extension, agent_name, started_at, duration_seconds)
    select ('00000000-0000-4000-a000-' || lpad(n::text, 12, '0'))::uuid, ('00000000-0000-4000-b000-' || lpad(n::text, 12, '0'))::uuid, n || '-' || i,
      ('00000000-0000-4000-c000-' || lpad(n::text, 6, '0') || lpad((1 + (i * 7) % 20)::text, 6, '0'))::uuid,
      (array['inbound', 'inbound', 'inbound', 'outbound', 'internal'])[1 + i % 5]::public.call_direction,
      (array['answered', 'answered', 'missed', 'voicemail', 'abandoned', 'answered', 'no_answer'])[1 + (i * 3) % 7]::public.call_outcome,
      '+1555' || lpad((i % 100000)::text, 7, '0'), '+15550000000', '+1555' || lpad((i % 100000)::text, 7, '0'),
      (100 + i % 30)::text, 'Agent ' || (i % 30), date_trunc('hour', now()) - i * (interval '365 days' / size), (i * 37) % 600
    from (select n, case when n = 1 then ${volume.callsOfLargest} else ${volume.callsPerOrganization} end as size
      from generate_series(1, ${last}) n) o
    cross join lateral generate_series(1, size) i;
    alter table public.calls enable trigger user;
    select private.roll_up_quarters(c.org_id, array_agg(distinct date_bin('15 minutes', c.started_at, '2000-01-01 00:00Z')))
    from public.calls c group by c.org_id;
  `);
  await sql`vacuum analyze public.calls`;
  await sql`vacuum analyze public.call_rollups`;
}
