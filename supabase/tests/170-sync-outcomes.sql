-- How a job ends, and what that makes of its stream.
begin;
set local client_min_messages = error;
create extension if not exists pgtap with schema extensions;
set local search_path = extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('a test''s ' || name)::uuid; $$;
grant execute on function pg_temp.id(text) to public;

insert into auth.users (id, email) values (pg_temp.id('owner'), 'owner@sync.test');
insert into public.organizations (id, name, slug) values (pg_temp.id('org'), 'Org', pg_temp.id('org')::text);
insert into public.memberships (org_id, user_id, role) values (pg_temp.id('org'), pg_temp.id('owner'), 'owner');
insert into public.integrations (id, org_id, account_type) values (pg_temp.id('integration'), pg_temp.id('org'), 'classic');
insert into private.integration_credentials values (pg_temp.id('integration'), (select max(version) from private.credential_keys), 'iv', 'sealed', repeat('a', 64));
insert into public.sync_streams (integration_id, stream, org_id, interval_seconds, next_run_at)
select pg_temp.id('integration'), d.stream, pg_temp.id('org'), 300, now() + interval '1 hour' from private.stream_defaults d;
-- Other orgs' work stays out of the way until this is rolled back.
update public.sync_jobs set run_after = 'infinity' where status = 'queued';
update public.sync_jobs set leased_until = 'infinity' where status = 'running';

create function pg_temp.stream(name public.sync_stream) returns public.sync_streams language sql as $$
  select s from public.sync_streams s where s.integration_id = pg_temp.id('integration') and s.stream = name;
$$;
-- A job that has been claimed.
create temp table lease (job_id uuid, token uuid);
create function pg_temp.start(stream public.sync_stream, from_hour integer default null, to_hour integer default null) returns void language plpgsql as $$
declare
  claim jsonb;
begin
  insert into public.sync_jobs (org_id, integration_id, stream, trigger, window_start, window_end)
  values (pg_temp.id('org'), pg_temp.id('integration'), stream, 'schedule', now() + from_hour * interval '1 hour', now() + to_hour * interval '1 hour');
  claim := worker.claim_sync_job(90);
  truncate lease;
  insert into lease values ((claim ->> 'job_id')::uuid, (claim ->> 'lease_token')::uuid);
end;
$$;
create function pg_temp.job() returns public.sync_jobs language sql as $$ select j from public.sync_jobs j join lease l on l.job_id = j.id; $$;
create function pg_temp.complete(from_hour integer default null, to_hour integer default null) returns void language plpgsql as $$
begin
  perform pg_temp.start('calls', from_hour, to_hour);
  perform worker.complete_sync_job(job_id, token, 1) from lease;
end;
$$;
create function pg_temp.fail(class public.sync_error_class, code text, stream public.sync_stream default 'calls') returns public.sync_job_status language plpgsql as $$
declare
  outcome public.sync_job_status;
begin
  perform pg_temp.start(stream, -2, -1);
  select worker.fail_sync_job(job_id, token, class, code, 'Enter the key again.', 30, 1) into outcome from lease;
  return outcome;
end;
$$;
-- Hours from now of both ends of what has been read of calls.
create function pg_temp.ends() returns text language sql as $$
  select format('%s..%s', extract(epoch from s.earliest - now())::integer / 3600, extract(epoch from s.watermark - now())::integer / 3600)
  from pg_temp.stream('calls') s;
$$;

-- Success
select pg_temp.complete(-10, -5);
select is(pg_temp.ends(), '-10..-5', 'the first run sets both ends');
select is((pg_temp.job()).status, 'succeeded', 'its job succeeded');
select is_empty('select from private.sync_leases join lease using (job_id)', 'and its lease is no more');
select is((pg_temp.job()).finished_at, now(), 'and is over');
select is((pg_temp.stream('calls')).last_success_at, now(), 'the stream says so');
select is((pg_temp.stream('calls')).next_run_at, now() + interval '5 minutes', 'and runs again an interval later');
select pg_temp.complete(-6, -4);
select is(pg_temp.ends(), '-10..-4', 'a run that overlaps moves the watermark');
select pg_temp.complete(-4, -3);
select is(pg_temp.ends(), '-10..-3', 'a run that touches moves it');
select pg_temp.complete(-2, -1);
select is(pg_temp.ends(), '-10..-3', 'a run beyond a gap does not');
select pg_temp.complete(-9, -8);
select is(pg_temp.ends(), '-10..-3', 'a run within what was read changes nothing');
select pg_temp.complete(-30, -20);
select is(pg_temp.ends(), '-10..-3', 'history beyond a gap does not move the other end');
select pg_temp.complete(-20, -10);
select is(pg_temp.ends(), '-20..-3', 'history that touches does');
select pg_temp.start('phone_numbers');
select worker.complete_sync_job(job_id, token, 1) from lease;
select is((pg_temp.stream('phone_numbers')).watermark, null, 'a list of numbers has no watermark');

select pg_temp.start('calls', -3, -1);
select worker.save_checkpoint(job_id, token, jsonb_build_object('covered', jsonb_build_object('start', now() - interval '3 hours', 'end', now() - interval '2 hours')), 1) from lease;
select is(pg_temp.ends(), '-20..-2', 'a job that is half done moves them by what it has covered');
select worker.complete_sync_job(job_id, token, 1) from lease;
select is(pg_temp.ends(), '-20..-1', 'and by the rest when it is done');
update public.sync_streams set next_run_at = now() - interval '1 second', last_success_at = now() - interval '1 day'
where integration_id = pg_temp.id('integration') and stream = 'calls';
select pg_temp.start('calls', -40, -30);
update public.sync_jobs set trigger = 'backfill' where id = (select job_id from lease);
select worker.complete_sync_job(job_id, token, 1) from lease;
select results_eq($$ select last_success_at, next_run_at from pg_temp.stream('calls') $$, $$ values (now() - interval '1 day', now() - interval '1 second') $$,
  'a range of the past says nothing about how fresh a stream is, nor does it put off the next run');

-- A failure says so
select pg_temp.start('calls', -2, -1);
select throws_ok($$ select worker.fail_sync_job(job_id, token, 'config', null, 'hint', 1, 1) from lease $$, '22023', null, 'a failure needs a reason');
select throws_ok($$ select worker.fail_sync_job(job_id, token, null, 'code', 'hint', 1, 1) from lease $$, '22023', null, 'and a class');
select throws_ok($$ update public.sync_jobs set status = 'failed', finished_at = now(), leased_until = null where id = (select job_id from lease) $$,
  '23514', null, 'the table itself keeps failures without a reason out');
select throws_ok($$ update public.sync_jobs set status = 'succeeded', finished_at = now(), leased_until = null, error_code = 'oops' where id = (select job_id from lease) $$,
  '23514', null, 'and successes with one');
select throws_ok($$ update public.sync_jobs set status = 'succeeded', leased_until = null where id = (select job_id from lease) $$,
  '23514', null, 'and jobs that are over but not finished');
select throws_ok($$ update public.sync_jobs set leased_until = null where id = (select job_id from lease) $$, '23514', null, 'and running jobs without a lease');
select worker.complete_sync_job(job_id, token, 1) from lease;

-- A person must act
select is(pg_temp.fail('config', 'bad_key'), 'failed', 'a config error fails at once');
select is((pg_temp.job()).error_code, 'bad_key', 'with its reason');
select is_empty('select from private.sync_leases join lease using (job_id)', 'and without a lease');
select results_eq($$ select status::text, error_code, error_hint from public.integrations where id = pg_temp.id('integration') $$,
  $$ values ('error', 'bad_key', 'Enter the key again.') $$, 'the integration says what to do');
select is((pg_temp.stream('calls')).paused_reason, null, 'the stream isn''t paused at once');
select pg_temp.fail('config', 'bad_key');
select is((pg_temp.stream('calls')).paused_reason, null, 'nor after two in a row');
select ok((pg_temp.stream('calls')).next_run_at > now() + interval '5 minutes', 'but waits longer');
select pg_temp.fail('config', 'bad_key');
select is((pg_temp.stream('calls')).paused_reason, 'Enter the key again.', 'after three in a row it is paused, and says why');
select is((pg_temp.stream('calls')).consecutive_failures, 3, 'having counted them');
select ok((pg_temp.stream('calls')).next_run_at <= now() + interval '6 hours', 'no wait is longer than six hours');
select pg_temp.complete(-3, 0);
select results_eq($$ select consecutive_failures, error_class::text, error_code, error_hint, paused_reason from pg_temp.stream('calls') $$,
  $$ values (0, null::text, null::text, null::text, null::text) $$, 'a success clears the errors, and wakes the stream');
select is((select status from public.integrations where id = pg_temp.id('integration')), 'connected', 'and connects the integration again');

-- Waiting for a limit is no try
create function pg_temp.after_waits(code text) returns text language plpgsql as $$
declare
  outcome public.sync_job_status;
begin
  perform pg_temp.start('calls', -2, -1);
  update public.sync_jobs set attempt = 12, error_class = 'transient', error_code = code where id = (select job_id from lease);
  select worker.fail_sync_job(job_id, token, 'transient', 'unreachable', 'hint', 30, 1) into outcome from lease;
  update public.sync_jobs set status = 'cancelled', finished_at = now(), leased_until = null where id = (select job_id from lease) and status = 'queued';
  return format('%s at attempt %s', outcome, (pg_temp.job()).attempt);
end;
$$;
select is(pg_temp.after_waits('daily_limit'), 'queued at attempt 1', 'after any number of waits for the day''s limit the first failure is the first try');
select is(pg_temp.after_waits('rate_limited'), 'queued at attempt 1', 'as after those for a slower pace');
select is(pg_temp.after_waits('timeout'), 'failed at attempt 13', 'after as many failures it is the last');
select pg_temp.complete(-3, 0);

-- Only what a person must mend counts towards a pause
create function pg_temp.fail_for_good() returns void language plpgsql as $$
begin
  perform pg_temp.start('recordings');
  update public.sync_jobs set attempt = 7 where id = (select job_id from lease);
  perform worker.fail_sync_job(job_id, token, 'transient', 'unreachable', 'hint', 30, 1) from lease;
end;
$$;
create function pg_temp.days_go_by() returns void language sql as $$
  update public.sync_jobs j set finished_at = j.finished_at - interval '1 day' where j.integration_id = pg_temp.id('integration');
$$;
select pg_temp.fail_for_good();
select pg_temp.days_go_by();
select pg_temp.fail('config', 'bad_key', 'recordings');
select pg_temp.days_go_by();
select pg_temp.fail('config', 'bad_key', 'recordings');
select is((pg_temp.stream('recordings')).paused_reason, null, 'two failures that a person must mend after one that went away by itself pause nothing');
select pg_temp.days_go_by();
insert into public.organizations (id, name, slug) values (pg_temp.id('other org'), 'Org', pg_temp.id('other org')::text);
insert into public.integrations (id, org_id, account_type) values (pg_temp.id('other integration'), pg_temp.id('other org'), 'classic');
insert into public.sync_jobs (org_id, integration_id, stream, trigger, status, finished_at, error_class, error_code)
values (pg_temp.id('other org'), pg_temp.id('other integration'), 'recordings', 'schedule', 'failed', now(), 'transient', 'unreachable');
select pg_temp.fail('config', 'bad_key', 'recordings');
select is((pg_temp.stream('recordings')).paused_reason, 'Enter the key again.', 'the third in a row does, whatever happened to others meanwhile');
select results_eq($$ select (worker.record_verification(pg_temp.id('owner'), pg_temp.id('integration'), 'bad_key', 'hint')).status::text $$, $$ values ('error') $$, 'keys that are tested and refused');
select is((pg_temp.stream('recordings')).paused_reason, 'Enter the key again.', 'leave it so');
update public.sync_streams set next_run_at = now() + interval '1 day', error_class = 'transient', error_code = 'unreachable', consecutive_failures = 2
where integration_id = pg_temp.id('integration') and stream = 'sms_messages';
insert into public.sync_streams (integration_id, stream, org_id, interval_seconds, paused_reason, error_class, error_code)
values (pg_temp.id('other integration'), 'calls', pg_temp.id('other org'), 300, 'Enter the key again.', 'config', 'bad_key');
select worker.record_verification(pg_temp.id('owner'), pg_temp.id('integration'), null, null);
select is((select s.paused_reason from public.sync_streams s where s.integration_id = pg_temp.id('other integration')), 'Enter the key again.', 'keys that work wake nobody else''s streams');
select results_eq($$ select paused_reason, error_class::text, error_code, error_hint, consecutive_failures, next_run_at from pg_temp.stream('recordings') $$,
  $$ values (null::text, null::text, null::text, null::text, 0, now()) $$, 'keys that work wake it');
select results_eq($$ select error_code, consecutive_failures, next_run_at from pg_temp.stream('sms_messages') $$, $$ values ('unreachable', 2, now() + interval '1 day') $$,
  'and leave alone what waits for something else');
select pg_temp.days_go_by();
select pg_temp.fail('config', 'bad_key', 'recordings');
select pg_temp.days_go_by();
select pg_temp.fail('config', 'bad_key', 'recordings');
select is((pg_temp.stream('recordings')).paused_reason, null, 'what failed before it woke no longer counts');
update public.sync_streams set error_class = null, error_code = null, consecutive_failures = 0, next_run_at = now() + interval '1 hour'
where integration_id = pg_temp.id('integration') and stream in ('sms_messages', 'recordings');

-- It goes away by itself
select is(pg_temp.fail('transient', 'unreachable', 'sms_messages'), 'queued', 'a transient error puts the job back');
select is((pg_temp.job()).run_after, now() + interval '30 seconds', 'after the wait that was asked for');
select is((pg_temp.job()).attempt, 1, 'and counts the try');
select is((pg_temp.stream('sms_messages')).error_code, 'unreachable', 'the stream shows what is wrong');
select is((pg_temp.stream('sms_messages')).consecutive_failures, 0, 'and has not failed yet');
create function pg_temp.try_again(times integer) returns void language plpgsql as $$
declare
  claim jsonb;
begin
  for i in 1..times loop
    update public.sync_jobs set run_after = now() where id = (select job_id from lease);
    claim := worker.claim_sync_job(90);
    update lease set token = (claim ->> 'lease_token')::uuid;
    perform worker.fail_sync_job(job_id, token, 'transient', 'unreachable', 'hint', 30, 1) from lease;
  end loop;
end;
$$;
select pg_temp.try_again(6);
select is((pg_temp.job()).status, 'queued', 'seven tries are not the end');
select pg_temp.try_again(1);
select is((pg_temp.job()).status, 'failed', 'the eighth is');
select is((pg_temp.stream('sms_messages')).consecutive_failures, 1, 'then the stream has failed once');
select is((pg_temp.stream('sms_messages')).paused_reason, null, 'and is not paused');
select is((pg_temp.stream('sms_messages')).last_success_at, null, 'nor does it claim a success');

-- A worker that dies each time
create function pg_temp.lose_workers(times integer) returns void language plpgsql as $$
begin
  for i in 1..times loop
    update public.sync_jobs set leased_until = clock_timestamp() - interval '1 second' where id = (select job_id from lease);
    perform worker.claim_sync_job(90);
  end loop;
end;
$$;
update public.sync_streams set consecutive_failures = 4, paused_reason = null where integration_id = pg_temp.id('integration') and stream = 'calls';
select pg_temp.start('calls', -2, -1);
select pg_temp.lose_workers(7);
select is((pg_temp.job()).status, 'running', 'a job that has cost seven workers is tried once more');
select pg_temp.lose_workers(1);
select results_eq('select status::text, error_code from pg_temp.job()', $$ values ('failed', 'worker_lost') $$, 'the eighth is the last, and it says so');
select is((pg_temp.stream('calls')).consecutive_failures, 5, 'on the stream too');
select is((pg_temp.stream('calls')).paused_reason, null, 'which goes on: only what a person must mend pauses it');
select is_empty('select from private.sync_leases join lease using (job_id)', 'and no lease is left');

-- Progress earns new tries
select pg_temp.fail('transient', 'unreachable', 'recordings');
select pg_temp.try_again(5);
update public.sync_jobs set run_after = now() where id = (select job_id from lease);
update lease set token = (worker.claim_sync_job(90) ->> 'lease_token')::uuid;
select worker.ingest_calls(job_id, token, '[]', '{}', 1) from lease;
select is((pg_temp.job()).attempt, 0, 'a page that was stored starts the count of tries anew');

select * from finish();
rollback;
