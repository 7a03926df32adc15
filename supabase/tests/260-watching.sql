-- What an operator watches says what is so, names nothing that is well, and is nobody else's.
begin;
set local client_min_messages = error;
create extension if not exists pgtap with schema extensions;
set local search_path = extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('a watch''s ' || name)::uuid; $$;

-- Whatever the clock of this database went through is not this test's.
truncate net._http_response;
delete from cron.job_run_details;

insert into public.organizations (id, name, slug) select pg_temp.id(name), 'Watch ' || name, pg_temp.id(name)::text from unnest(array['well', 'ill', 'gone']) name;
insert into public.integrations (id, org_id, account_type, status)
select pg_temp.id(name || ' integration'), pg_temp.id(name), 'classic', case name when 'gone' then 'disconnected' else 'connected' end::public.integration_status
from unnest(array['well', 'ill', 'gone']) name;
insert into public.sync_streams (integration_id, org_id, stream, interval_seconds, next_run_at, last_success_at, paused_reason)
select pg_temp.id(s.name || ' integration'), pg_temp.id(s.name), s.stream::public.sync_stream, 300, now() + s.next_run, now() - s.age, s.paused
from (values
  ('well', 'calls', interval '4 minutes', interval '1 minute', null),
  ('well', 'phone_numbers', interval '-1 minute', interval '5 minutes', null),
  ('ill', 'calls', interval '-20 minutes', interval '2 hours', null),
  ('ill', 'sms_messages', interval '-20 minutes', interval '1 minute', 'Save the keys again.'),
  ('gone', 'calls', interval '-2 days', interval '2 days', null)
) s (name, stream, next_run, age, paused);
create function pg_temp.add_job(name text, stream text, status text, since interval, code text default null, class text default 'transient') returns void language sql as $$
  insert into public.sync_jobs (org_id, integration_id, stream, trigger, status, run_after, leased_until, finished_at, error_class, error_code, error_hint)
  values (pg_temp.id(name), pg_temp.id(name || ' integration'), stream::public.sync_stream, 'schedule', status::public.sync_job_status, now() - since,
    case status when 'running' then now() - since end, case status when 'failed' then now() - since end,
    case when code is not null then class::public.sync_error_class end, code, case when code is not null then 'Hint of ' || code end);
$$;

-- The queue
create function pg_temp.queue(name text) returns jsonb language sql as $$
  select jsonb_build_array(q.due_streams, now() - q.oldest_due_at, q.queued_jobs, now() - q.oldest_queued_at, q.running_jobs, q.expired_leases, now() - q.oldest_expired_at)
  from operations.queue_health q where q.org_id = pg_temp.id(name);
$$;
select is(pg_temp.queue('well'), '[1, "00:01:00", 0, null, 0, 0, null]', 'a stream that is due waits for the clock');
select is(pg_temp.queue('ill'), '[1, "00:20:00", 0, null, 0, 0, null]', 'one that is paused does not');
select is(pg_temp.queue('gone'), null, 'nor one of an account that is disconnected');
select pg_temp.add_job('well', 'phone_numbers', 'queued', interval '1 minute'), pg_temp.add_job('well', 'calls', 'queued', interval '-5 minutes'),
  pg_temp.add_job('ill', 'calls', 'running', interval '6 minutes'), pg_temp.add_job('ill', 'sms_messages', 'running', interval '-1 minute');
select is(pg_temp.queue('well'), '[0, null, 1, "00:01:00", 0, 0, null]', 'queued, it waits for a worker; a job for later does not wait');
select is(pg_temp.queue('ill'), '[0, null, 0, null, 1, 1, "00:06:00"]', 'a pass under way is no lease that ran out');

-- The budget
insert into private.integration_credentials (integration_id, key_version, iv, ciphertext, account_fingerprint)
select pg_temp.id(name || ' integration'), 1, 'iv', 'sealed', repeat(fill, 64) from (values ('well', 'a'), ('ill', 'b')) c (name, fill);
insert into private.provider_requests (account_fingerprint, hour, used)
select repeat('b', 64), date_trunc('hour', now()) - at, used from (values (interval '2 hours', 2000), (interval '0', 300), (interval '30 hours', 100)) r (at, used);
create function pg_temp.budget(name text) returns jsonb language sql as $$
  select jsonb_build_array(b.daily_limit, b.used, b.left_today, b.reserved_for_people, b.refills_at = date_trunc('hour', now()) + interval '23 hours')
  from operations.budget_health b where b.org_id = pg_temp.id(name);
$$;
select is(pg_temp.budget('well'), '[2500, 0, 2500, 200, null]', 'an unused day');
select is(pg_temp.budget('ill'), '[2500, 2300, 200, 200, true]', 'what was used in the last day, and when its first hour stops counting');

-- Failures
select pg_temp.add_job(org, 'phone_numbers', 'failed', since, 'test_code', 'config')
from (values ('well', interval '1 hour'), ('ill', interval '2 hours'), ('ill', interval '3 hours'), ('ill', interval '25 hours')) f (org, since);
select results_eq(
  $$ select error_class::text, stream::text, jobs, organizations, now() - last_failed_at, last_hint from operations.recent_failures where error_code = 'test_code' $$,
  $$ values ('config', 'phone_numbers', 3::bigint, 2::bigint, interval '1 hour', 'Hint of test_code') $$,
  'failures of a day, by cause');

-- The clock
insert into cron.job_run_details (jobid, runid, username, status, return_message, start_time, end_time)
select j.jobid, -r.n, current_user, r.status, r.message, now() - r.age, now() - r.age
from cron.job j join (values
  ('dispatch-syncs', 1, 'failed', 'out of luck', interval '1 minute'), ('dispatch-syncs', 2, 'succeeded', '1 row', interval '2 minutes'),
  ('dispatch-syncs', 3, 'failed', 'earlier', interval '30 hours'), ('keep-house', 4, 'succeeded', '1 row', interval '1 hour'), ('keep-house', 5, 'failed', 'once', interval '2 hours')
) r (job, n, status, message, age) on r.job = j.jobname;
select results_eq(
  $$ select job::text, is_active, is_failing, failures_today, now() - last_succeeded_at, last_message from operations.clock_health where job in ('dispatch-syncs', 'keep-house') order by job $$,
  $$ values ('dispatch-syncs', true, true, 1::bigint, interval '2 minutes', 'out of luck'), ('keep-house', true, false, 1::bigint, interval '1 hour', 'once') $$,
  'a job fails while its last run did');
insert into net._http_response (id, status_code, timed_out, error_msg, created)
values (-1, 202, false, null, now() - interval '3 minutes'), (-2, 401, false, null, now() - interval '2 minutes'), (-3, null, true, null, now() - interval '4 minutes'),
  (-5, null, false, 'Couldn''t resolve host name', now() - interval '1 minute');
select results_eq(
  $$ select answers, refusals, now() - last_answered_at, now() - last_refused_at, last_trouble from operations.wake_health $$,
  $$ values (4::bigint, 3::bigint, interval '3 minutes', interval '1 minute', 'Couldn''t resolve host name') $$,
  'what the sync function answered, and that it could not be reached');

-- The alarms
insert into public.sync_streams (integration_id, org_id, stream, interval_seconds, next_run_at, consecutive_failures, error_class, error_code, error_hint)
values (pg_temp.id('ill integration'), pg_temp.id('ill'), 'recordings', 300, now() + interval '1 hour', 1, 'transient', 'timeout', 'It takes too long.'),
  (pg_temp.id('well integration'), pg_temp.id('well'), 'recordings', 300, now() + interval '1 hour', 0, null, null, null);
create function pg_temp.alarms() returns setof text language sql as $$
  select concat_ws(' | ', a.what, a.organization, a.trouble) from operations.alarms a where a.organization like 'Watch %' or a.organization is null;
$$;
select set_eq('select * from pg_temp.alarms()', format($$ values
  ('stream | Watch ill | calls: stale'),
  ('stream | Watch ill | recordings: It takes too long.'),
  ('stream | Watch ill | sms_messages: Save the keys again.'),
  ('queue | Watch ill | 1 leases ran out and were not taken back for 5 minutes'),
  ('budget | Watch ill | 200 of 2500 requests are left until %s UTC'),
  ('clock | dispatch-syncs failed: out of luck'),
  ('wake-up | the sync function gave no pass: Couldn''t resolve host name') $$,
  to_char((date_trunc('hour', now()) + interval '23 hours') at time zone 'UTC', 'YYYY-MM-DD HH24:MI')), 'each trouble raises its alarm');
update public.sync_jobs set status = 'queued', leased_until = null, run_after = now() - interval '16 minutes'
where integration_id = pg_temp.id('ill integration') and stream = 'calls' and status = 'running';
update public.sync_streams set last_success_at = now(), paused_reason = null, consecutive_failures = 0 where org_id = pg_temp.id('ill');
delete from private.provider_requests where account_fingerprint = repeat('b', 64);
insert into net._http_response (id, status_code, created) values (-4, 200, now());
update cron.job_run_details set end_time = now() - interval '3 minutes' where runid = -1;
select set_eq('select * from pg_temp.alarms()', array['queue | Watch ill | 1 syncs have waited for more than 15 minutes'], 'and ends with it');

-- Nobody else's
select is_empty($$
  select r.rolname, 'operations' from pg_catalog.pg_roles r
  where r.rolname in ('anon', 'authenticated', 'service_role') and has_schema_privilege(r.rolname, 'operations', 'USAGE')
  union all
  select r.rolname, c.relname from pg_catalog.pg_roles r cross join pg_catalog.pg_class c
  where r.rolname in ('anon', 'authenticated', 'service_role') and c.relnamespace = 'operations'::regnamespace
    and has_any_column_privilege(r.rolname, c.oid, 'SELECT') $$,
  'no API role enters the schema, nor reads a view in it');
select is_empty($$
  select c.relname from pg_catalog.pg_class c where c.relnamespace = 'operations'::regnamespace
    and (c.relkind <> 'v' or not c.reloptions @> array['security_invoker=true'] or obj_description(c.oid) is null)
  union all
  select p.proname from pg_catalog.pg_proc p where p.pronamespace = 'operations'::regnamespace $$,
  'it holds views alone, which show no more than their reader may see, and say what they are');

select * from finish();
rollback;
