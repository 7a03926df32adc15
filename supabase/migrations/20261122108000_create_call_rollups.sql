create table public.call_rollups (
  org_id uuid not null references public.organizations (id) on delete cascade,
  quarter_start timestamptz not null check (quarter_start = date_bin('15 minutes', quarter_start, '2000-01-01 00:00Z')),
  inbound_answered integer not null default 0,
  inbound_missed integer not null default 0,
  inbound_abandoned integer not null default 0,
  inbound_voicemail integer not null default 0,
  inbound_unknown integer not null default 0,
  outbound integer not null default 0,
  outbound_answered integer not null default 0,
  internal integer not null default 0,
  other integer not null default 0,
  talk_durations integer[] not null default '{}',
  primary key (org_id, quarter_start)
);
comment on table public.call_rollups is
  'Counts of an org''s calls per quarter of an hour (UTC), which fits every time zone. Kept true by trigger in the transaction of the calls; always equal to a recount. For those who see the whole org.';
comment on column public.call_rollups.talk_durations is
  'Seconds of each answered inbound and outbound call of the quarter, unordered: enough for exact averages and percentiles.';
comment on column public.call_rollups.other is 'Calls whose direction the provider did not tell.';

alter table public.call_rollups enable row level security;
grant select on public.call_rollups to authenticated;
create policy call_rollups_select on public.call_rollups for select to authenticated
  using (org_id = any (array(select private.full_view_org_ids())));

create function private.count_quarters(organization uuid, quarters timestamptz[])
returns setof public.call_rollups
language sql stable security definer set search_path = ''
as $$
  select organization, q.quarter_start, n.inbound_answered, n.inbound_missed, n.inbound_abandoned, n.inbound_voicemail,
    n.inbound_unknown, n.outbound, n.outbound_answered, n.internal, n.other, n.talk_durations
  from unnest(quarters) as q(quarter_start)
  -- Counted quarter by quarter, so that each is one short read of the index however far apart they lie.
  cross join lateral (
    select
      count(*) as calls,
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'answered')::integer as inbound_answered,
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'missed')::integer as inbound_missed,
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'abandoned')::integer as inbound_abandoned,
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'voicemail')::integer as inbound_voicemail,
      count(*) filter (where c.direction = 'inbound'
        and c.outcome not in ('answered', 'missed', 'abandoned', 'voicemail'))::integer as inbound_unknown,
      count(*) filter (where c.direction = 'outbound')::integer as outbound,
      count(*) filter (where c.direction = 'outbound' and c.outcome = 'answered')::integer as outbound_answered,
      count(*) filter (where c.direction = 'internal')::integer as internal,
      count(*) filter (where c.direction = 'unknown')::integer as other,
      coalesce(array_agg(c.duration_seconds) filter (where c.outcome = 'answered'
        and c.direction in ('inbound', 'outbound') and c.duration_seconds is not null), '{}') as talk_durations
    from public.calls c
    where c.org_id = organization
      and c.started_at >= q.quarter_start and c.started_at < q.quarter_start + interval '15 minutes'
  ) n
  where n.calls > 0;
$$;
comment on function private.count_quarters(uuid, timestamptz[]) is
  'What the rollups of these quarters have to say, counted from the rows; quarters without calls are left out.';

create function private.roll_up_quarters(organization uuid, quarters timestamptz[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from public.organizations o where o.id = organization) then
    return;
  end if;
  -- First the locks, in order; then the count, in a snapshot taken after them: of two workers in the same quarter the
  -- second counts what the first has committed.
  insert into public.call_rollups (org_id, quarter_start)
  select organization, q from unnest(quarters) q order by q
  on conflict (org_id, quarter_start) do nothing;
  perform from public.call_rollups r where r.org_id = organization and r.quarter_start = any (quarters)
  order by r.quarter_start for update;

  update public.call_rollups r set
    inbound_answered = n.inbound_answered, inbound_missed = n.inbound_missed, inbound_abandoned = n.inbound_abandoned,
    inbound_voicemail = n.inbound_voicemail, inbound_unknown = n.inbound_unknown, outbound = n.outbound,
    outbound_answered = n.outbound_answered, internal = n.internal, other = n.other, talk_durations = n.talk_durations
  from private.count_quarters(organization, quarters) n
  where r.org_id = organization and r.quarter_start = n.quarter_start;

  delete from public.call_rollups r
  where r.org_id = organization and r.quarter_start = any (quarters) and not exists (
    select from public.calls c where c.org_id = organization
      and c.started_at >= r.quarter_start and c.started_at < r.quarter_start + interval '15 minutes'
  );
end;
$$;
comment on function private.roll_up_quarters(uuid, timestamptz[]) is
  'Counts quarters of an org anew. Counting from the rows makes every order of inserts, changes, deletions and backfills come out right.';

create function private.roll_up_inserted_calls() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.roll_up_quarters(t.org_id, array_agg(distinct date_bin('15 minutes', t.started_at, '2000-01-01 00:00Z')))
  from inserted t group by t.org_id order by t.org_id;
  return null;
end;
$$;
comment on function private.roll_up_inserted_calls() is 'Trigger: the quarters of new calls.';

create function private.roll_up_changed_calls() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.roll_up_quarters(t.org_id, array_agg(distinct date_bin('15 minutes', t.started_at, '2000-01-01 00:00Z')))
  from (select org_id, started_at from before union all select org_id, started_at from after) t
  group by t.org_id order by t.org_id;
  return null;
end;
$$;
comment on function private.roll_up_changed_calls() is 'Trigger: the quarters that changed calls left and came to.';

create function private.roll_up_deleted_calls() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.roll_up_quarters(t.org_id, array_agg(distinct date_bin('15 minutes', t.started_at, '2000-01-01 00:00Z')))
  from deleted t group by t.org_id order by t.org_id;
  return null;
end;
$$;
comment on function private.roll_up_deleted_calls() is 'Trigger: the quarters of deleted calls.';

create trigger roll_up_inserted after insert on public.calls
  referencing new table as inserted for each statement execute function private.roll_up_inserted_calls();
create trigger roll_up_changed after update on public.calls
  referencing old table as before new table as after for each statement execute function private.roll_up_changed_calls();
create trigger roll_up_deleted after delete on public.calls
  referencing old table as deleted for each statement execute function private.roll_up_deleted_calls();

-- Calls that are there already.
select private.roll_up_quarters(c.org_id, array_agg(distinct date_bin('15 minutes', c.started_at, '2000-01-01 00:00Z')))
from public.calls c group by c.org_id;

create function private.rollup_differences(organization uuid default null) returns setof public.call_rollups
language sql stable security definer set search_path = ''
as $$
  with orgs as (
    select o.id from public.organizations o where organization is null or o.id = organization
  ), sorted as (
    select r.org_id, r.quarter_start, to_jsonb(r) - 'talk_durations' as counts,
      (select array_agg(d order by d) from unnest(r.talk_durations) d) as durations
    from orgs o join public.call_rollups r on r.org_id = o.id
  ), counted as (
    select n.org_id, n.quarter_start, to_jsonb(n) - 'talk_durations' as counts,
      (select array_agg(d order by d) from unnest(n.talk_durations) d) as durations
    from orgs o
    cross join lateral (
      select array_agg(distinct date_bin('15 minutes', c.started_at, '2000-01-01 00:00Z')) as quarters
      from public.calls c where c.org_id = o.id
    ) q
    cross join lateral private.count_quarters(o.id, q.quarters) n
  )
  select (jsonb_populate_record(null::public.call_rollups, coalesce(s.counts, c.counts) || '{"talk_durations": []}')).*
  from sorted s full join counted c using (org_id, quarter_start)
  where (s.counts, s.durations) is distinct from (c.counts, c.durations);
$$;
comment on function private.rollup_differences(uuid) is
  'Recounts one org, or all, from the rows and returns the quarters whose rollup says something else: none, unless something is broken.';

revoke execute on all functions in schema private from public;
