create function private.quarter_counts(
  organization uuid, period_start timestamptz, period_end timestamptz, phone_number_ids uuid[], agent text
) returns setof public.call_rollups
language plpgsql stable security invoker set search_path = ''
as $$
declare
  -- Rollups hold whole quarters of the whole org. Everything else is counted from the rows: other filters, people who
  -- see some numbers only, and the ends of a period that cuts a quarter.
  rolled_up constant boolean := phone_number_ids is null and agent is null
    and organization in (select private.full_view_org_ids());
  first_quarter timestamptz := date_bin('15 minutes', period_start + interval '15 minutes' - interval '1 microsecond', '2000-01-01 00:00Z');
  last_quarter timestamptz := date_bin('15 minutes', period_end, '2000-01-01 00:00Z');
begin
  if rolled_up and first_quarter < last_quarter then
    return query
      select r.* from public.call_rollups r
      where r.org_id = organization and r.quarter_start >= first_quarter and r.quarter_start < last_quarter;
  else
    first_quarter := period_end;
    last_quarter := period_end;
  end if;

  return query
    select organization, date_bin('15 minutes', c.started_at, '2000-01-01 00:00Z'),
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'answered')::integer,
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'missed')::integer,
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'abandoned')::integer,
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'voicemail')::integer,
      count(*) filter (where c.direction = 'inbound' and c.outcome not in ('answered', 'missed', 'abandoned', 'voicemail'))::integer,
      count(*) filter (where c.direction = 'outbound')::integer,
      count(*) filter (where c.direction = 'outbound' and c.outcome = 'answered')::integer,
      count(*) filter (where c.direction = 'internal')::integer,
      count(*) filter (where c.direction = 'unknown')::integer,
      coalesce(array_agg(c.duration_seconds) filter (
        where c.outcome = 'answered' and c.direction in ('inbound', 'outbound') and c.duration_seconds is not null), '{}')
    from (
      select x.direction, x.outcome, x.duration_seconds, x.started_at from public.calls x
      where x.org_id = organization and x.started_at >= period_start and x.started_at < first_quarter
        and (phone_number_ids is null or x.phone_number_id = any (phone_number_ids))
        and (agent is null or x.agent_extension = agent)
      union all
      select x.direction, x.outcome, x.duration_seconds, x.started_at from public.calls x
      where x.org_id = organization and x.started_at >= last_quarter and x.started_at < period_end
        and (phone_number_ids is null or x.phone_number_id = any (phone_number_ids))
        and (agent is null or x.agent_extension = agent)
    ) c
    group by 2;
end;
$$;
comment on function private.quarter_counts(uuid, timestamptz, timestamptz, uuid[], text) is
  'Counts per quarter of an hour over the calls of [start, end) that the caller sees, from rollups where they say the same as the rows. Runs as the caller.';

create or replace function public.call_kpis(
  organization uuid, period_start timestamptz, period_end timestamptz,
  phone_number_ids uuid[] default null, agent text default null
) returns table (
  inbound_offered bigint, inbound_answered bigint, inbound_missed bigint, inbound_abandoned bigint,
  inbound_voicemail bigint, inbound_unknown bigint, answer_rate numeric,
  outbound bigint, outbound_answered bigint, internal bigint,
  talk_calls bigint, talk_seconds_total bigint, talk_seconds_average numeric, talk_seconds_median integer, talk_seconds_p90 integer,
  messages_inbound bigint, messages_outbound bigint
)
language sql stable security invoker set search_path = ''
as $$
  with quarters as materialized (
    select q.* from private.quarter_counts(organization, period_start, period_end, phone_number_ids, agent) q
  ), counted as (
    select
      coalesce(sum(q.inbound_answered), 0) as answered, coalesce(sum(q.inbound_missed), 0) as missed,
      coalesce(sum(q.inbound_abandoned), 0) as abandoned, coalesce(sum(q.inbound_voicemail), 0) as voicemail,
      coalesce(sum(q.inbound_unknown), 0) as unclear, coalesce(sum(q.outbound), 0) as outgoing,
      coalesce(sum(q.outbound_answered), 0) as outgoing_answered, coalesce(sum(q.internal), 0) as within
    from quarters q
  ), talked as (
    select count(*) as calls, sum(d) as total, avg(d) as average,
      percentile_disc(array[0.5, 0.9]) within group (order by d) as percentiles
    from quarters q cross join lateral unnest(q.talk_durations) d
  ), texted as (
    select count(*) filter (where m.direction = 'inbound') as received, count(*) filter (where m.direction = 'outbound') as sent
    from public.sms_messages m
    where m.org_id = organization and m.sent_at >= period_start and m.sent_at < period_end
      and (phone_number_ids is null or m.phone_number_id = any (phone_number_ids))
      and (agent is null or m.agent_extension = agent)
  )
  select c.answered + c.missed + c.abandoned + c.voicemail, c.answered, c.missed, c.abandoned, c.voicemail, c.unclear,
    round(c.answered::numeric / nullif(c.answered + c.missed + c.abandoned + c.voicemail, 0), 4),
    c.outgoing, c.outgoing_answered, c.within,
    t.calls, t.total, round(t.average, 1), t.percentiles[1], t.percentiles[2], x.received, x.sent
  from counted c cross join talked t cross join texted x;
$$;

create or replace function public.calls_over_time(
  organization uuid, period_start timestamptz, period_end timestamptz, unit text,
  phone_number_ids uuid[] default null, agent text default null
) returns table (
  bucket_start timestamptz, answered bigint, missed bigint, abandoned bigint, voicemail bigint, outbound bigint, other bigint
)
language sql stable security invoker set search_path = ''
as $$
  with zone as (
    select o.time_zone from public.organizations o where o.id = organization
  ), buckets as (
    select b at time zone z.time_zone as bucket_start
    from zone z
    cross join lateral generate_series(
      date_trunc(unit, period_start at time zone z.time_zone),
      (period_end at time zone z.time_zone) - interval '1 microsecond',
      case unit when 'hour' then interval '1 hour' when 'day' then interval '1 day'
        when 'week' then interval '7 days' when 'month' then interval '1 month' end
    ) b
  ), counted as (
    select date_trunc(unit, q.quarter_start at time zone z.time_zone) at time zone z.time_zone as bucket_start,
      sum(q.inbound_answered) as answered, sum(q.inbound_missed) as missed, sum(q.inbound_abandoned) as abandoned,
      sum(q.inbound_voicemail) as voicemail, sum(q.outbound) as outbound,
      sum(q.inbound_unknown + q.internal + q.other) as other
    from private.quarter_counts(organization, period_start, period_end, phone_number_ids, agent) q cross join zone z
    group by 1
  )
  select bucket_start, coalesce(c.answered, 0), coalesce(c.missed, 0), coalesce(c.abandoned, 0), coalesce(c.voicemail, 0),
    coalesce(c.outbound, 0), coalesce(c.other, 0)
  from (select distinct b.bucket_start from buckets b union select counted.bucket_start from counted) all_buckets
  left join counted c using (bucket_start)
  where unit in ('hour', 'day', 'week', 'month') and (period_end - period_start) <= interval '1100 days'
    and (unit <> 'hour' or (period_end - period_start) <= interval '32 days')
  order by bucket_start;
$$;

create or replace function public.calls_by_weekday_and_hour(
  organization uuid, period_start timestamptz, period_end timestamptz,
  phone_number_ids uuid[] default null, agent text default null
) returns table (weekday integer, hour integer, offered bigint, answered bigint)
language sql stable security invoker set search_path = ''
as $$
  select extract(isodow from q.quarter_start at time zone o.time_zone)::integer,
    extract(hour from q.quarter_start at time zone o.time_zone)::integer,
    sum(q.inbound_answered + q.inbound_missed + q.inbound_abandoned + q.inbound_voicemail), sum(q.inbound_answered)
  from private.quarter_counts(organization, period_start, period_end, phone_number_ids, agent) q
  join public.organizations o on o.id = q.org_id
  group by 1, 2
  having sum(q.inbound_answered + q.inbound_missed + q.inbound_abandoned + q.inbound_voicemail) > 0
  order by 1, 2;
$$;

revoke execute on function private.quarter_counts(uuid, timestamptz, timestamptz, uuid[], text) from public;
grant execute on function private.quarter_counts(uuid, timestamptz, timestamptz, uuid[], text) to authenticated;
