-- For whoever operates the installation: read as the database's owner, by hand or by a monitor. No API role enters the
-- schema; people see their own org's share in public.sync_stream_health, platform admins all orgs' in platform_overview.
create schema operations;
comment on schema operations is 'Views on how the installation fares, for the database''s owner. No API role may use it.';
revoke all on schema operations from public;

create view operations.queue_health with (security_invoker = true) as
select
  o.id as org_id, o.name as organization,
  count(*) filter (where w.state = 'due') as due_streams,
  min(w.since) filter (where w.state = 'due') as oldest_due_at,
  count(*) filter (where w.state = 'queued') as queued_jobs,
  min(w.since) filter (where w.state = 'queued') as oldest_queued_at,
  count(*) filter (where w.state = 'running') as running_jobs,
  count(*) filter (where w.state = 'expired') as expired_leases,
  min(w.since) filter (where w.state = 'expired') as oldest_expired_at
from (
  -- A stream whose job is live isn't waiting for the clock.
  select s.org_id, 'due' as state, s.next_run_at as since
  from public.sync_streams s join public.integrations i on i.id = s.integration_id
  where s.is_enabled and s.paused_reason is null and s.next_run_at <= now() and i.status <> 'disconnected'
    and not exists (
      select from public.sync_jobs j
      where j.integration_id = s.integration_id and j.stream = s.stream and j.status in ('queued', 'running'))
  union all
  select j.org_id, case when j.status = 'queued' then 'queued' when j.leased_until > now() then 'running' else 'expired' end,
    case when j.status = 'queued' then j.run_after else j.leased_until end
  from public.sync_jobs j
  where j.status = 'running' or (j.status = 'queued' and j.run_after <= now())
) w
join public.organizations o on o.id = w.org_id
group by o.id;
comment on view operations.queue_health is
  'Work that is waiting or under way now, an org a row: streams that are due, jobs that could run, passes, and leases that ran out (the clock takes those back each minute).';

create view operations.budget_health with (security_invoker = true) as
select
  o.id as org_id, o.name as organization, i.id as integration_id, b.daily_limit, b.used,
  greatest(0, b.daily_limit - b.used) as left_today, b.reserved as reserved_for_people, b.refills_at
from public.integrations i
join public.organizations o on o.id = i.org_id
join private.integration_credentials c on c.integration_id = i.id
cross join lateral private.budget_of(c.account_fingerprint, i.provider) b;
comment on view operations.budget_health is
  'Each account''s requests of the last 24 hours, and when the oldest of them stop counting. Orgs that share an account share its budget.';

create view operations.recent_failures with (security_invoker = true) as
select
  j.error_class, j.error_code, j.stream, count(*) as jobs, count(distinct j.org_id) as organizations,
  max(j.finished_at) as last_failed_at, (array_agg(j.error_hint order by j.finished_at desc))[1] as last_hint
from public.sync_jobs j
where j.status = 'failed' and j.finished_at > now() - interval '24 hours'
group by j.error_class, j.error_code, j.stream;
comment on view operations.recent_failures is
  'Syncs that failed for good in the last 24 hours, by cause: config waits for a person, transient is tried again at the next run.';

create view operations.clock_health with (security_invoker = true) as
select
  j.jobname as job, j.schedule, j.active as is_active, r.last_succeeded_at, r.last_failed_at, r.failures_today, r.last_message,
  coalesce(r.last_failed_at > r.last_succeeded_at, r.last_failed_at is not null) as is_failing
from cron.job j
cross join lateral (
  select
    max(d.end_time) filter (where d.status = 'succeeded') as last_succeeded_at,
    max(d.end_time) filter (where d.status = 'failed') as last_failed_at,
    count(*) filter (where d.status = 'failed' and d.end_time > now() - interval '24 hours') as failures_today,
    (array_agg(d.return_message order by d.end_time desc) filter (where d.status = 'failed'))[1] as last_message
  from cron.job_run_details d where d.jobid = j.jobid
) r;
comment on view operations.clock_health is 'How the scheduled jobs of pg_cron fare: a job is failing when its last run that ended has failed.';

create view operations.wake_health with (security_invoker = true) as
select
  count(*) as answers, count(*) filter (where not w.is_well) as refusals, max(w.created) filter (where w.is_well) as last_answered_at,
  max(w.created) filter (where not w.is_well) as last_refused_at,
  (array_agg(w.trouble order by w.created desc) filter (where not w.is_well))[1] as last_trouble
from (
  select r.created, r.status_code between 200 and 299 and not coalesce(r.timed_out, false) as is_well,
    coalesce(r.error_msg, case when r.timed_out then 'no answer in time' else 'status ' || r.status_code end) as trouble
  from net._http_response r
) w;
comment on view operations.wake_health is
  'What the sync function answered when the clock asked for a pass, for as long as pg_net remembers (some hours). Refusals mean a wrong address or key in Vault.';

create view operations.alarms with (security_invoker = true) as
select 'stream' as what, o.name as organization, h.last_success_at as since,
  h.stream || ': ' || coalesce(h.paused_reason, h.error_hint, h.freshness) as trouble
from public.sync_stream_health h
join public.organizations o on o.id = h.org_id
join public.integrations i on i.id = h.integration_id
where i.status <> 'disconnected' and h.is_enabled
  and (h.paused_reason is not null or h.error_class = 'config' or h.freshness = 'stale')
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
  'What an operator has to look at now; no row means that all is well. Streams that are stale or wait for a person, syncs that wait for more than 15 minutes, leases nobody took back for 5, accounts with less than a tenth of their day left, a scheduled job or a wake-up whose last try failed.';
