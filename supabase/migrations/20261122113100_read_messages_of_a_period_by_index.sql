create or replace function public.message_threads(
  organization uuid, period_start timestamptz default null, period_end timestamptz default null,
  message_direction public.call_direction default null, number uuid default null, agent text default null,
  search text default null, before_sent_at timestamptz default null, before_id uuid default null, most integer default 50
) returns table (
  phone_number_id uuid, counterpart text, counterpart_name text, last_message_id uuid, last_sent_at timestamptz,
  last_body text, last_direction public.call_direction, messages bigint, total_threads bigint, total_messages bigint
)
language sql stable security invoker set search_path = ''
as $$
  with wanted as (
    -- A search is meant letter by letter; one that could be a phone number is also looked for as its digits alone.
    select '%' || regexp_replace(search, '([\\%_])', '\\\1', 'g') || '%' as words,
      case when search ~ '^[\d\s()+./-]*\d[\d\s()+./-]*$'
        then '%' || regexp_replace(regexp_replace(search, '\D', '', 'g'), '^0+(?=\d)', '') || '%' end as digits
  ), judged as (
    select m.phone_number_id, m.counterpart, m.id, m.sent_at,
      count(*) over (partition by m.counterpart, m.phone_number_id) as messages,
      search is null or m.counterpart like w.digits or m.counterpart_name ilike w.words or m.body ilike w.words as is_found
    from public.sms_messages m cross join wanted w
    where m.org_id = organization
      -- Bounds that are always there, so that the index by time serves every period. Under RLS an index is only used for
      -- what Postgres knows to leak nothing: case is, coalesce isn't.
      and m.sent_at >= case when period_start is null then '-infinity' else period_start end
      and m.sent_at < case when period_end is null then 'infinity' else period_end end
      and (message_direction is null or m.direction = message_direction)
      and (number is null or m.phone_number_id = number)
      and (agent is null or m.agent_extension = agent)
  ), latest as materialized (
    select distinct on (j.counterpart, j.phone_number_id) j.*
    from judged j where j.is_found
    order by j.counterpart, j.phone_number_id, j.sent_at desc, j.id desc
  ), page as (
    select * from latest l
    where before_sent_at is null or (l.sent_at, l.id) < (before_sent_at, before_id)
    order by l.sent_at desc, l.id desc
    limit least(greatest(most, 1), 500)
  )
  select p.phone_number_id, p.counterpart, m.counterpart_name, p.id, p.sent_at, m.body, m.direction, p.messages,
    (select count(*) from latest), (select sum(l.messages)::bigint from latest l)
  from page p join public.sms_messages m on m.id = p.id
  order by p.sent_at desc, p.id desc;
$$;
