-- The queue: one live job a stream, leases that fence out whoever lost them.
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

create function pg_temp.claim() returns jsonb language sql as $$ select worker.claim_sync_job(90); $$;
create function pg_temp.job(stream public.sync_stream) returns public.sync_jobs language sql as $$
  select j from public.sync_jobs j where j.integration_id = pg_temp.id('integration') and j.stream = job.stream order by j.created_at desc limit 1;
$$;
create temp table claims (name text, job_id uuid, token uuid);
create function pg_temp.remember(name text, claim jsonb) returns void language sql as $$
  insert into claims values (name, (claim ->> 'job_id')::uuid, (claim ->> 'lease_token')::uuid);
$$;
-- Every way in which a worker writes, with the lease of an earlier claim.
create function pg_temp.check_refused(lease text, reason text) returns setof text language plpgsql as $$
declare
  statement text;
  before text := (select j::text from public.sync_jobs j join claims c on c.job_id = j.id where c.name = lease);
begin
  foreach statement in array array[
    'worker.save_checkpoint(job_id, token, ''{"stolen": true}'', 1)', 'worker.release_sync_job(job_id, token, 0, 1)',
    'worker.complete_sync_job(job_id, token, 1)', 'worker.fail_sync_job(job_id, token, ''config'', ''code'', ''hint'', 1, 1)',
    'worker.ingest_phone_numbers(job_id, token, ''[]'', 1)', 'worker.ingest_calls(job_id, token, ''[]'', ''{}'', 1)',
    'worker.ingest_messages(job_id, token, ''[]'', ''{}'', 1)'] loop
    return next throws_ok(format('select %s from claims where name = %L', statement, lease), 'PT409', 'This worker no longer holds the job.',
      format('%s: %s refuses', reason, split_part(statement, '(', 1)));
  end loop;
  return next is((select j::text from public.sync_jobs j join claims c on c.job_id = j.id where c.name = lease), before, reason || ': the job is as it was');
end;
$$;

select is(pg_temp.claim(), null, 'there is nothing to claim when nothing is queued');
select isnt((private.enqueue_stream(pg_temp.id('integration'), 'calls', 'schedule')).id, null, 'a stream is queued');
select is((private.enqueue_stream(pg_temp.id('integration'), 'calls', 'manual')).id, null, 'a stream with a live job isn''t queued again');
select throws_ok(
  $$ insert into public.sync_jobs (org_id, integration_id, stream, trigger) values (pg_temp.id('org'), pg_temp.id('integration'), 'calls', 'backfill') $$,
  '23505', null, 'and the table itself allows one live job a stream');
select throws_ok(
  $$ insert into public.sync_jobs (org_id, integration_id, stream, trigger, window_start, window_end)
     values (pg_temp.id('org'), pg_temp.id('integration'), 'recordings', 'backfill', now(), now() - interval '1 hour') $$,
  '23514', null, 'a job''s window begins before it ends');
select throws_ok(
  $$ insert into public.sync_jobs (org_id, integration_id, stream, trigger, window_start) values (pg_temp.id('org'), pg_temp.id('integration'), 'recordings', 'backfill', now()) $$,
  '23514', null, 'and has both ends');
select throws_ok('select worker.claim_sync_job(0)', '22023', null, 'a lease of no time is refused');
select throws_ok('select worker.claim_sync_job(601)', '22023', null, 'a lease of forever is refused');
select throws_ok('select worker.claim_sync_job(null)', '22023', null, 'a lease of unknown length is refused');

select pg_temp.remember('first', pg_temp.claim());
select is((pg_temp.job('calls')).status, 'running', 'a claimed job runs');
select ok((pg_temp.job('calls')).leased_until > clock_timestamp() + interval '80 seconds', 'for as long as was asked');
select is((select last_attempt_at from public.sync_streams where integration_id = pg_temp.id('integration') and stream = 'calls'), now(), 'and the stream says it was tried');
select is(pg_temp.claim(), null, 'nobody else gets it');
select is((private.enqueue_stream(pg_temp.id('integration'), 'calls', 'schedule')).id, null, 'nor is it queued a second time');
insert into claims select 'forged', job_id, gen_random_uuid() from claims where name = 'first';
select pg_temp.check_refused('forged', 'a made-up token');

update public.sync_jobs set leased_until = clock_timestamp() - interval '1 second' where id = (select job_id from claims where name = 'first');
select pg_temp.check_refused('first', 'a lease that ran out');
select pg_temp.remember('second', pg_temp.claim());
select is((select job_id from claims where name = 'second'), (select job_id from claims where name = 'first'), 'a job whose worker went silent is claimed again');
select is((pg_temp.job('calls')).attempt, 1, 'and that counts as a try');
select pg_temp.check_refused('first', 'a lease that passed to another worker');
select lives_ok($$ select worker.save_checkpoint(job_id, token, '{"page": 2}', 3) from claims where name = 'second' $$, 'the new worker writes');
select is((pg_temp.job('calls')).checkpoint, '{"page": 2}', 'its checkpoint is kept');
select is((pg_temp.job('calls')).requests, 3, 'its requests are counted');

select lives_ok($$ select worker.release_sync_job(job_id, token, 120, 1) from claims where name = 'second' $$, 'it hands the job back to go on later');
select is_empty('select from private.sync_leases join claims using (job_id)', 'its lease is no more');
select is((pg_temp.job('calls')).status, 'queued', 'the job waits in the queue');
select is((pg_temp.job('calls')).run_after, now() + interval '2 minutes', 'until the wait is over');
select is((pg_temp.job('calls')).attempt, 1, 'and no try is counted');
select is((pg_temp.job('calls')).checkpoint, '{"page": 2}', 'with its checkpoint');
select pg_temp.check_refused('second', 'a lease that was handed back');
select is(pg_temp.claim(), null, 'a waiting job isn''t claimed early');

update public.sync_jobs set run_after = now() where id = (select job_id from claims where name = 'second');
select pg_temp.remember('third', pg_temp.claim());
select private.cancel_live_jobs(pg_temp.id('integration'));
select is((pg_temp.job('calls')).status, 'cancelled', 'a running job can be cancelled');
select pg_temp.check_refused('third', 'a cancelled job');
select is((select count(*) from private.sync_leases l join claims c using (job_id)), 0::bigint, 'no lease is left behind');

-- Who is served first
insert into public.sync_jobs (org_id, integration_id, stream, trigger, run_after) values
  (pg_temp.id('org'), pg_temp.id('integration'), 'recordings', 'backfill', now() - interval '3 minutes'),
  (pg_temp.id('org'), pg_temp.id('integration'), 'calls', 'schedule', now() - interval '2 minutes'),
  (pg_temp.id('org'), pg_temp.id('integration'), 'sms_messages', 'manual', now() - interval '1 minute');
insert into public.organizations (id, name, slug) values (pg_temp.id('other org'), 'Other', pg_temp.id('other org')::text);
insert into public.integrations (id, org_id, account_type) values (pg_temp.id('other integration'), pg_temp.id('other org'), 'classic');
insert into public.sync_jobs (org_id, integration_id, stream, trigger, run_after) values
  (pg_temp.id('other org'), pg_temp.id('other integration'), 'phone_numbers', 'schedule', now());
select is(pg_temp.claim() ->> 'stream', 'sms_messages', 'a person''s request comes before the clock''s');
select is(pg_temp.claim() ->> 'stream', 'phone_numbers', 'then an org that has nothing running');
select is(pg_temp.claim() ->> 'stream', 'calls', 'then the clock''s work');
select is(pg_temp.claim() ->> 'stream', 'recordings', 'and history last');
select is((select status from public.sync_jobs where integration_id = pg_temp.id('other integration')), 'running', 'all of it is under way');

select * from finish();
rollback;
