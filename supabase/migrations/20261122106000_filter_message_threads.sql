drop function public.message_threads(uuid, text, timestamptz, uuid, integer);

create function public.message_threads(
  organization uuid, search text default null, number uuid default null,
  before_sent_at timestamptz default null, before_id uuid default null, most integer default 50
) returns table (
  phone_number_id uuid, counterpart text, counterpart_name text, last_message_id uuid, last_sent_at timestamptz,
  last_body text, last_direction public.call_direction, messages bigint, total_threads bigint
)
language sql stable security invoker set search_path = ''
as $$
  with wanted as (
    -- A search is meant letter by letter; one that could be a phone number is also looked for as its digits alone.
    select '%' || regexp_replace(search, '([\\%_])', '\\\1', 'g') || '%' as words,
      case when search ~ '^[\d\s()+./-]*\d[\d\s()+./-]*$'
        then '%' || regexp_replace(regexp_replace(search, '\D', '', 'g'), '^0+(?=\d)', '') || '%' end as digits
  ), judged as (
    select m.phone_number_id, m.counterpart, m.counterpart_name, m.id, m.sent_at, m.body, m.direction,
      count(*) over (partition by m.counterpart, m.phone_number_id) as messages,
      search is null or m.counterpart like w.digits or m.counterpart_name ilike w.words or m.body ilike w.words as is_found
    from public.sms_messages m cross join wanted w
    where m.org_id = organization and (number is null or m.phone_number_id = number)
  ), latest as (
    select distinct on (j.counterpart, j.phone_number_id) j.*
    from judged j where j.is_found
    order by j.counterpart, j.phone_number_id, j.sent_at desc, j.id desc
  )
  select l.phone_number_id, l.counterpart, l.counterpart_name, l.id, l.sent_at, l.body, l.direction, l.messages,
    (select count(*) from latest)
  from latest l
  where before_sent_at is null or (l.sent_at, l.id) < (before_sent_at, before_id)
  order by l.sent_at desc, l.id desc
  limit least(greatest(most, 1), 500);
$$;
comment on function public.message_threads(uuid, text, uuid, timestamptz, uuid, integer) is
  'Conversations by counterpart and number, latest first, paged by the last message; with a search, those that hold a matching message, shown by the latest that matches. total_threads counts them all, whatever the page.';

revoke execute on function public.message_threads(uuid, text, uuid, timestamptz, uuid, integer) from public;
grant execute on function public.message_threads(uuid, text, uuid, timestamptz, uuid, integer) to authenticated;
