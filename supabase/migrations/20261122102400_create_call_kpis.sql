-- Figures are plain queries over the rows that the caller may see: every function here runs as the caller, so a KPI
-- can never count a row that its reader could not open.
create function public.call_kpis(
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
  with matching as (
    select c.direction, c.outcome, c.duration_seconds from public.calls c
    where c.org_id = organization and c.started_at >= period_start and c.started_at < period_end
      and (phone_number_ids is null or c.phone_number_id = any (phone_number_ids))
      and (agent is null or c.agent_extension = agent)
  ), counted as (
    select
      count(*) filter (where direction = 'inbound' and outcome in ('answered', 'missed', 'abandoned', 'voicemail')) as offered,
      count(*) filter (where direction = 'inbound' and outcome = 'answered') as answered,
      count(*) filter (where direction = 'inbound' and outcome = 'missed') as missed,
      count(*) filter (where direction = 'inbound' and outcome = 'abandoned') as abandoned,
      count(*) filter (where direction = 'inbound' and outcome = 'voicemail') as voicemail,
      count(*) filter (where direction = 'inbound' and outcome not in ('answered', 'missed', 'abandoned', 'voicemail')) as unclear,
      count(*) filter (where direction = 'outbound') as outgoing,
      count(*) filter (where direction = 'outbound' and outcome = 'answered') as outgoing_answered,
      count(*) filter (where direction = 'internal') as within
    from matching
  ), talked as (
    select count(*) as calls, sum(duration_seconds) as total, avg(duration_seconds) as average,
      percentile_disc(0.5) within group (order by duration_seconds) as median,
      percentile_disc(0.9) within group (order by duration_seconds) as p90
    from matching
    where outcome = 'answered' and direction in ('inbound', 'outbound') and duration_seconds is not null
  ), texted as (
    select count(*) filter (where m.direction = 'inbound') as received, count(*) filter (where m.direction = 'outbound') as sent
    from public.sms_messages m
    where m.org_id = organization and m.sent_at >= period_start and m.sent_at < period_end
      and (phone_number_ids is null or m.phone_number_id = any (phone_number_ids))
      and (agent is null or m.agent_extension = agent)
  )
  select c.offered, c.answered, c.missed, c.abandoned, c.voicemail, c.unclear,
    round(c.answered::numeric / nullif(c.offered, 0), 4), c.outgoing, c.outgoing_answered, c.within,
    t.calls, t.total, round(t.average, 1), t.median, t.p90, x.received, x.sent
  from counted c cross join talked t cross join texted x;
$$;
comment on function public.call_kpis(uuid, timestamptz, timestamptz, uuid[], text) is
  'The figures of a period [start, end) over the rows that the caller sees. Offered = inbound that ended answered, missed, abandoned or in voicemail; answer rate = answered / offered, null when nothing was offered; talk time = duration of answered inbound and outbound calls, null when there is none. Waiting times, and so a service level, are not given by the provider.';

create function public.calls_over_time(
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
    select date_trunc(unit, c.started_at at time zone z.time_zone) at time zone z.time_zone as bucket_start,
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'answered') as answered,
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'missed') as missed,
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'abandoned') as abandoned,
      count(*) filter (where c.direction = 'inbound' and c.outcome = 'voicemail') as voicemail,
      count(*) filter (where c.direction = 'outbound') as outbound,
      count(*) filter (where c.direction in ('internal', 'unknown')
        or (c.direction = 'inbound' and c.outcome not in ('answered', 'missed', 'abandoned', 'voicemail'))) as other
    from public.calls c cross join zone z
    where c.org_id = organization and c.started_at >= period_start and c.started_at < period_end
      and (phone_number_ids is null or c.phone_number_id = any (phone_number_ids))
      and (agent is null or c.agent_extension = agent)
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
comment on function public.calls_over_time(uuid, timestamptz, timestamptz, text, uuid[], text) is
  'Calls per hour, day, week or month of the org''s own clock, with empty buckets as zeros; at most 32 days by hour and 1,100 days otherwise (nothing beyond). An hour that the clock repeats counts as one.';

create function public.calls_by_weekday_and_hour(
  organization uuid, period_start timestamptz, period_end timestamptz,
  phone_number_ids uuid[] default null, agent text default null
) returns table (weekday integer, hour integer, offered bigint, answered bigint)
language sql stable security invoker set search_path = ''
as $$
  select extract(isodow from c.started_at at time zone o.time_zone)::integer,
    extract(hour from c.started_at at time zone o.time_zone)::integer,
    count(*), count(*) filter (where c.outcome = 'answered')
  from public.calls c join public.organizations o on o.id = c.org_id
  where c.org_id = organization and c.started_at >= period_start and c.started_at < period_end
    and c.direction = 'inbound' and c.outcome in ('answered', 'missed', 'abandoned', 'voicemail')
    and (phone_number_ids is null or c.phone_number_id = any (phone_number_ids))
    and (agent is null or c.agent_extension = agent)
  group by 1, 2
  order by 1, 2;
$$;
comment on function public.calls_by_weekday_and_hour(uuid, timestamptz, timestamptz, uuid[], text) is
  'Inbound calls offered and answered by weekday (1 = Monday) and hour of the org''s own clock. Combinations without calls are left out.';

create function public.calls_by_number(
  organization uuid, period_start timestamptz, period_end timestamptz,
  phone_number_ids uuid[] default null, agent text default null
) returns table (
  phone_number_id uuid, offered bigint, answered bigint, missed bigint, abandoned bigint, voicemail bigint, outbound bigint,
  talk_seconds_total bigint
)
language sql stable security invoker set search_path = ''
as $$
  select c.phone_number_id,
    count(*) filter (where c.direction = 'inbound' and c.outcome in ('answered', 'missed', 'abandoned', 'voicemail')),
    count(*) filter (where c.direction = 'inbound' and c.outcome = 'answered'),
    count(*) filter (where c.direction = 'inbound' and c.outcome = 'missed'),
    count(*) filter (where c.direction = 'inbound' and c.outcome = 'abandoned'),
    count(*) filter (where c.direction = 'inbound' and c.outcome = 'voicemail'),
    count(*) filter (where c.direction = 'outbound'),
    sum(c.duration_seconds) filter (where c.outcome = 'answered' and c.direction in ('inbound', 'outbound'))
  from public.calls c
  where c.org_id = organization and c.started_at >= period_start and c.started_at < period_end
    and (phone_number_ids is null or c.phone_number_id = any (phone_number_ids))
    and (agent is null or c.agent_extension = agent)
  group by c.phone_number_id
  order by count(*) desc, c.phone_number_id;
$$;
comment on function public.calls_by_number(uuid, timestamptz, timestamptz, uuid[], text) is
  'The figures of a period per business number; one row without a number for calls that have none.';

create function public.calls_by_agent(
  organization uuid, period_start timestamptz, period_end timestamptz,
  phone_number_ids uuid[] default null, agent text default null
) returns table (
  agent_extension text, agent_name text, inbound_answered bigint, outbound bigint, outbound_answered bigint,
  talk_seconds_total bigint, talk_seconds_average numeric
)
language sql stable security invoker set search_path = ''
as $$
  select c.agent_extension, (array_agg(c.agent_name order by c.started_at desc) filter (where c.agent_name is not null))[1],
    count(*) filter (where c.direction = 'inbound' and c.outcome = 'answered'),
    count(*) filter (where c.direction = 'outbound'),
    count(*) filter (where c.direction = 'outbound' and c.outcome = 'answered'),
    sum(c.duration_seconds) filter (where c.outcome = 'answered' and c.direction in ('inbound', 'outbound')),
    round(avg(c.duration_seconds) filter (where c.outcome = 'answered' and c.direction in ('inbound', 'outbound')), 1)
  from public.calls c
  where c.org_id = organization and c.started_at >= period_start and c.started_at < period_end
    and c.agent_extension is not null
    and (phone_number_ids is null or c.phone_number_id = any (phone_number_ids))
    and (agent is null or c.agent_extension = agent)
  group by c.agent_extension
  order by count(*) desc, c.agent_extension;
$$;
comment on function public.calls_by_agent(uuid, timestamptz, timestamptz, uuid[], text) is
  'The figures of a period per agent (by extension, with the latest name). A call belongs to the agent who took it last, an outbound call to its caller.';

create function public.number_activity(organization uuid, since timestamptz)
returns table (phone_number_id uuid, calls bigint, messages bigint, last_call_at timestamptz)
language sql stable security invoker set search_path = ''
as $$
  select n.id, coalesce(c.calls, 0), coalesce(m.messages, 0), c.last_call_at
  from public.phone_numbers n
  left join (
    select x.phone_number_id, count(*) as calls, max(x.started_at) as last_call_at from public.calls x
    where x.org_id = organization and x.started_at >= since group by x.phone_number_id
  ) c on c.phone_number_id = n.id
  left join (
    select x.phone_number_id, count(*) as messages from public.sms_messages x
    where x.org_id = organization and x.sent_at >= since group by x.phone_number_id
  ) m on m.phone_number_id = n.id
  where n.org_id = organization;
$$;
comment on function public.number_activity(uuid, timestamptz) is 'Calls and messages per number since a moment, zeros included.';

create function public.message_threads(
  organization uuid, search text default null, before_sent_at timestamptz default null, before_id uuid default null, most integer default 50
) returns table (
  phone_number_id uuid, counterpart text, counterpart_name text, last_message_id uuid, last_sent_at timestamptz,
  last_body text, last_direction public.call_direction, messages bigint
)
language sql stable security invoker set search_path = ''
as $$
  with latest as (
    select distinct on (m.counterpart, m.phone_number_id)
      m.phone_number_id, m.counterpart, m.counterpart_name, m.id, m.sent_at, m.body, m.direction
    from public.sms_messages m
    where m.org_id = organization
      and (search is null or m.counterpart like '%' || search || '%' or m.counterpart_name ilike '%' || search || '%'
        or m.body ilike '%' || search || '%')
    order by m.counterpart, m.phone_number_id, m.sent_at desc, m.id desc
  ), page as (
    select * from latest l
    where before_sent_at is null or (l.sent_at, l.id) < (before_sent_at, before_id)
    order by l.sent_at desc, l.id desc
    limit least(greatest(most, 1), 200)
  )
  select p.phone_number_id, p.counterpart, p.counterpart_name, p.id, p.sent_at, p.body, p.direction, (
    select count(*) from public.sms_messages m
    where m.org_id = organization and m.counterpart is not distinct from p.counterpart
      and m.phone_number_id is not distinct from p.phone_number_id
  )
  from page p order by p.sent_at desc, p.id desc;
$$;
comment on function public.message_threads(uuid, text, timestamptz, uuid, integer) is
  'Conversations by counterpart and number, latest first, paged by the last message; with a search, those that hold a matching message.';

revoke execute on all functions in schema public from public;
grant execute on function
  public.call_kpis(uuid, timestamptz, timestamptz, uuid[], text),
  public.calls_over_time(uuid, timestamptz, timestamptz, text, uuid[], text),
  public.calls_by_weekday_and_hour(uuid, timestamptz, timestamptz, uuid[], text),
  public.calls_by_number(uuid, timestamptz, timestamptz, uuid[], text),
  public.calls_by_agent(uuid, timestamptz, timestamptz, uuid[], text),
  public.number_activity(uuid, timestamptz),
  public.message_threads(uuid, text, timestamptz, uuid, integer) to authenticated;
