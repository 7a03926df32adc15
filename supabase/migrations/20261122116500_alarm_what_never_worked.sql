-- An address that can't be reached gives no status at all, which was neither well nor a refusal. And a stream that has failed
-- ever since it was made never becomes stale.
create or replace view operations.wake_health with (security_invoker = true) as
select
  count(*) as answers, count(*) filter (where not w.is_well) as refusals, max(w.created) filter (where w.is_well) as last_answered_at,
  max(w.created) filter (where not w.is_well) as last_refused_at,
  (array_agg(w.trouble order by w.created desc) filter (where not w.is_well))[1] as last_trouble
from (
  select r.created, coalesce(r.status_code between 200 and 299, false) and not coalesce(r.timed_out, false) as is_well,
    coalesce(r.error_msg, case when r.timed_out then 'no answer in time' else 'status ' || r.status_code end) as trouble
  from net._http_response r
) w;

create or replace view operations.alarms with (security_invoker = true) as
select 'stream' as what, o.name as organization, h.last_success_at as since,
  h.stream || ': ' || coalesce(h.paused_reason, h.error_hint, h.freshness) as trouble
from public.sync_stream_health h
join public.organizations o on o.id = h.org_id
join public.integrations i on i.id = h.integration_id
where i.status <> 'disconnected' and h.is_enabled
  and (h.paused_reason is not null or h.error_class = 'config' or h.freshness = 'stale'
    or (h.freshness = 'never' and h.consecutive_failures > 0))
union all
select 'queue', q.organization, least(q.oldest_due_at, q.oldest_queued_at),
  q.due_streams + q.queued_jobs || ' syncs have waited for more than 15 minutes'
from operations.queue_health q where least(q.oldest_due_at, q.oldest_queued_at) < now() - interval '15 minutes'
union all
select 'queue', q.organization, q.oldest_expired_at, q.expired_leases || ' leases ran out and were not taken back for 5 minutes'
from operations.queue_health q where q.oldest_expired_at < now() - interval '5 minutes'
union all
select 'budget', b.organization, null, b.left_today || ' of ' || b.daily_limit || ' requests are left'
  || coalesce(' until ' || to_char(b.refills_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC', '')
from operations.budget_health b where b.left_today < b.daily_limit / 10
union all
select 'clock', null, c.last_failed_at, c.job || ' failed: ' || coalesce(c.last_message, 'no reason given')
from operations.clock_health c where c.is_failing
union all
select 'wake-up', null, w.last_refused_at, 'the sync function gave no pass: ' || w.last_trouble
from operations.wake_health w where w.last_refused_at > coalesce(w.last_answered_at, '-infinity');
comment on view operations.alarms is
  'What an operator has to look at now; no row means that all is well. Streams that are stale, have never worked or wait for a person, syncs that wait for more than 15 minutes, leases nobody took back for 5, accounts with less than a tenth of their day left, a scheduled job or a wake-up whose last try failed.';
