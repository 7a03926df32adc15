-- Figures by number and by agent are of a whole period, however long: days of UTC serve every time zone, since the two
-- ends of a period that cut a day are counted from the rows. By the quarter there would be nearly as many rows as calls.
create table private.call_days (
  org_id uuid not null references public.organizations (id) on delete cascade,
  day_start timestamptz not null check (day_start = date_bin('1 day', day_start, '2000-01-01 00:00Z')),
  subject text not null check (subject in ('number', 'agent')),
  key text not null,
  calls integer not null,
  answered integer not null,
  missed integer not null,
  abandoned integer not null,
  voicemail integer not null,
  outbound integer not null,
  outbound_answered integer not null,
  talk_calls integer not null,
  talk_seconds bigint not null,
  agent_name text,
  named_at timestamptz,
  primary key (org_id, day_start, subject, key)
);
comment on table private.call_days is
  'Counts of an org''s calls per day of UTC, once by business number and once by agent. Kept true in the transaction of the calls; always equal to a recount.';
comment on column private.call_days.key is 'The number''s id, empty for calls of none; or the agent''s extension.';
comment on column private.call_days.agent_name is 'The latest name of the day''s calls of the agent, told by the call of named_at.';
alter table private.call_days enable row level security;

create function private.count_days(organization uuid, days timestamptz[]) returns setof private.call_days
language sql stable security definer set search_path = ''
as $$
  select organization, d.day_start, n.*
  from unnest(days) as d(day_start)
  cross join lateral (
    select case grouping(c.phone_number_id) when 0 then 'number' else 'agent' end,
      coalesce(c.phone_number_id::text, c.agent_extension, ''),
      count(*)::integer,
      (count(*) filter (where c.direction = 'inbound' and c.outcome = 'answered'))::integer,
      (count(*) filter (where c.direction = 'inbound' and c.outcome = 'missed'))::integer,
      (count(*) filter (where c.direction = 'inbound' and c.outcome = 'abandoned'))::integer,
      (count(*) filter (where c.direction = 'inbound' and c.outcome = 'voicemail'))::integer,
      (count(*) filter (where c.direction = 'outbound'))::integer,
      (count(*) filter (where c.direction = 'outbound' and c.outcome = 'answered'))::integer,
      (count(c.duration_seconds) filter (where c.outcome = 'answered' and c.direction in ('inbound', 'outbound')))::integer,
      coalesce(sum(c.duration_seconds) filter (where c.outcome = 'answered' and c.direction in ('inbound', 'outbound')), 0),
      case grouping(c.agent_extension) when 0 then
        (array_agg(c.agent_name order by c.started_at desc, c.agent_name) filter (where c.agent_name is not null))[1] end,
      case grouping(c.agent_extension) when 0 then max(c.started_at) filter (where c.agent_name is not null) end
    from public.calls c
    where c.org_id = organization and c.started_at >= d.day_start and c.started_at < d.day_start + interval '24 hours'
    group by grouping sets ((c.phone_number_id), (c.agent_extension))
    having grouping(c.phone_number_id) = 0 or c.agent_extension is not null
  ) n;
$$;
comment on function private.count_days(uuid, timestamptz[]) is
  'What the rollups of these days by number and by agent have to say, counted from the rows.';

create function private.roll_up_days(organization uuid, days timestamptz[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  -- First the locks, in order; then the count, in a snapshot taken after them.
  perform pg_advisory_xact_lock(hashtextextended(organization::text || extract(epoch from d.day_start), 0))
  from (select unnest(days) as day_start order by 1) d;
  delete from private.call_days r where r.org_id = organization and r.day_start = any (days);
  insert into private.call_days select * from private.count_days(organization, days);
end;
$$;
comment on function private.roll_up_days(uuid, timestamptz[]) is 'Counts days of an org anew, by number and by agent.';

create or replace function private.roll_up_quarters(organization uuid, quarters timestamptz[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from public.organizations o where o.id = organization) then
    return;
  end if;
  perform private.roll_up_days(organization,
    array(select distinct date_bin('1 day', q, '2000-01-01 00:00Z') from unnest(quarters) q));
  -- First the locks, in order; then the count, in a snapshot taken after them: of two workers in the same quarter the
  -- second counts what the first has committed. Making and locking are one step: a quarter that is there and then goes
  -- with its last call would otherwise be neither made nor locked, and the call that comes in meanwhile not counted.
  insert into public.call_rollups (org_id, quarter_start)
  select organization, q from unnest(quarters) q order by q
  -- Locks the rows that are there and changes none.
  on conflict (org_id, quarter_start) do update set org_id = excluded.org_id where false;

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
  'Counts quarters of an org, and the days they lie in, anew. Counting from the rows makes every order of inserts, changes, deletions and backfills come out right.';

-- Calls that are there already.
select private.roll_up_days(c.org_id, array_agg(distinct date_bin('1 day', c.started_at, '2000-01-01 00:00Z')))
from public.calls c group by c.org_id;

create function private.day_differences(organization uuid default null) returns setof private.call_days
language sql stable security definer set search_path = ''
as $$
  with counted as (
    select n.*
    from (
      select c.org_id, array_agg(distinct date_bin('1 day', c.started_at, '2000-01-01 00:00Z')) as days
      from public.calls c where organization is null or c.org_id = organization group by c.org_id
    ) o cross join lateral private.count_days(o.org_id, o.days) n
  ), stored as (
    select r.* from private.call_days r where organization is null or r.org_id = organization
  )
  (select * from stored except select * from counted) union all (select * from counted except select * from stored);
$$;
comment on function private.day_differences(uuid) is
  'Recounts one org, or all, from the rows and returns what is only in the rollups of days or only in the recount: none, unless something is broken.';

create function private.read_call_days(organization uuid, first_day timestamptz, last_day timestamptz, wanted text)
returns setof private.call_days
language sql stable security definer set search_path = ''
as $$
  select r.* from private.call_days r
  where r.org_id = organization and r.day_start >= first_day and r.day_start < last_day and r.subject = wanted
    and organization in (select private.full_view_org_ids());
$$;
comment on function private.read_call_days(uuid, timestamptz, timestamptz, text) is
  'The rollups of days by number or by agent, for those who see the whole org; nothing for anyone else.';

create function private.day_counts(
  organization uuid, period_start timestamptz, period_end timestamptz, phone_number_ids uuid[], agent text, wanted text
) returns setof private.call_days
language plpgsql stable security invoker set search_path = ''
as $$
declare
  rolled_up constant boolean := phone_number_ids is null and agent is null
    and organization in (select private.full_view_org_ids());
  first_day timestamptz := date_bin('1 day', period_start + interval '24 hours' - interval '1 microsecond', '2000-01-01 00:00Z');
  last_day timestamptz := date_bin('1 day', period_end, '2000-01-01 00:00Z');
begin
  if rolled_up and first_day < last_day then
    return query select r.* from private.read_call_days(organization, first_day, last_day, wanted) r;
  else
    first_day := period_end;
    last_day := period_end;
  end if;

  return query
    select organization, period_start, wanted, c.key, count(*)::integer,
      (count(*) filter (where c.direction = 'inbound' and c.outcome = 'answered'))::integer,
      (count(*) filter (where c.direction = 'inbound' and c.outcome = 'missed'))::integer,
      (count(*) filter (where c.direction = 'inbound' and c.outcome = 'abandoned'))::integer,
      (count(*) filter (where c.direction = 'inbound' and c.outcome = 'voicemail'))::integer,
      (count(*) filter (where c.direction = 'outbound'))::integer,
      (count(*) filter (where c.direction = 'outbound' and c.outcome = 'answered'))::integer,
      (count(c.duration_seconds) filter (where c.outcome = 'answered' and c.direction in ('inbound', 'outbound')))::integer,
      coalesce(sum(c.duration_seconds) filter (where c.outcome = 'answered' and c.direction in ('inbound', 'outbound')), 0),
      (array_agg(c.agent_name order by c.started_at desc, c.agent_name) filter (where c.agent_name is not null))[1],
      max(c.started_at) filter (where c.agent_name is not null)
    from (
      select x.*, case wanted when 'number' then coalesce(x.phone_number_id::text, '') else x.agent_extension end as key
      from public.calls x
      where x.org_id = organization and x.started_at >= period_start and x.started_at < first_day
        and (phone_number_ids is null or x.phone_number_id = any (phone_number_ids))
        and (agent is null or x.agent_extension = agent)
      union all
      select x.*, case wanted when 'number' then coalesce(x.phone_number_id::text, '') else x.agent_extension end
      from public.calls x
      where x.org_id = organization and x.started_at >= last_day and x.started_at < period_end
        and (phone_number_ids is null or x.phone_number_id = any (phone_number_ids))
        and (agent is null or x.agent_extension = agent)
    ) c
    where c.key is not null
    group by c.key;
end;
$$;
comment on function private.day_counts(uuid, timestamptz, timestamptz, uuid[], text, text) is
  'Counts by number or by agent over the calls of [start, end) that the caller sees, from rollups where they say the same as the rows. Runs as the caller.';

create or replace function public.calls_by_number(
  organization uuid, period_start timestamptz, period_end timestamptz,
  phone_number_ids uuid[] default null, agent text default null
) returns table (
  phone_number_id uuid, offered bigint, answered bigint, missed bigint, abandoned bigint, voicemail bigint, outbound bigint,
  talk_seconds_total bigint
)
language sql stable security invoker set search_path = ''
as $$
  select nullif(d.key, '')::uuid, sum(d.answered + d.missed + d.abandoned + d.voicemail), sum(d.answered), sum(d.missed),
    sum(d.abandoned), sum(d.voicemail), sum(d.outbound), case when sum(d.talk_calls) > 0 then sum(d.talk_seconds)::bigint end
  from private.day_counts(organization, period_start, period_end, phone_number_ids, agent, 'number') d
  group by d.key
  order by sum(d.calls) desc, 1;
$$;

create or replace function public.calls_by_agent(
  organization uuid, period_start timestamptz, period_end timestamptz,
  phone_number_ids uuid[] default null, agent text default null
) returns table (
  agent_extension text, agent_name text, inbound_answered bigint, outbound bigint, outbound_answered bigint,
  talk_seconds_total bigint, talk_seconds_average numeric
)
language sql stable security invoker set search_path = ''
as $$
  select d.key, (array_agg(d.agent_name order by d.named_at desc) filter (where d.agent_name is not null))[1],
    sum(d.answered), sum(d.outbound), sum(d.outbound_answered),
    case when sum(d.talk_calls) > 0 then sum(d.talk_seconds)::bigint end,
    round(sum(d.talk_seconds) / nullif(sum(d.talk_calls), 0), 1)
  from private.day_counts(organization, period_start, period_end, phone_number_ids, agent, 'agent') d
  group by d.key
  order by sum(d.calls) desc, d.key;
$$;

revoke execute on function private.count_days(uuid, timestamptz[]), private.roll_up_days(uuid, timestamptz[]),
  private.day_differences(uuid), private.read_call_days(uuid, timestamptz, timestamptz, text),
  private.day_counts(uuid, timestamptz, timestamptz, uuid[], text, text) from public;
grant execute on function private.read_call_days(uuid, timestamptz, timestamptz, text),
  private.day_counts(uuid, timestamptz, timestamptz, uuid[], text, text) to authenticated;
