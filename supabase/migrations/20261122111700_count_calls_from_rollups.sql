create function public.call_count(organization uuid, period_start timestamptz, period_end timestamptz) returns bigint
language sql stable security invoker set search_path = ''
as $$
  select coalesce(sum(
    q.inbound_answered + q.inbound_missed + q.inbound_abandoned + q.inbound_voicemail + q.inbound_unknown
    + q.outbound + q.internal + q.other), 0)::bigint
  from private.quarter_counts(organization, period_start, period_end, null, null) q;
$$;
comment on function public.call_count(uuid, timestamptz, timestamptz) is
  'How many calls of [start, end) the caller sees, of every kind; from rollups for those who see the whole org, so that a year of a large org is counted at once.';
revoke execute on function public.call_count(uuid, timestamptz, timestamptz) from public;
grant execute on function public.call_count(uuid, timestamptz, timestamptz) to authenticated;
