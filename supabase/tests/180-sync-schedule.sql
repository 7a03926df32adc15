-- What runs when: the windows that are read, the clock's round, and what a person may start and stop.
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

-- Runs a statement as a signed-in person: the rows it touched, or the code of its refusal.
create function pg_temp.attempt(person text, statement text) returns text language plpgsql as $$
declare
  touched bigint;
  owner constant text := current_user;
begin
  perform
    set_config('request.jwt.claims', jsonb_build_object('sub', pg_temp.id(person), 'role', 'authenticated', 'aal', 'aal1')::text, true),
    set_config('role', 'authenticated', true);
  execute statement;
  get diagnostics touched = row_count;
  perform set_config('request.jwt.claims', '', true), set_config('role', owner, true);
  return touched;
exception when others then
  return sqlstate;
end;
$$;

update public.sync_streams set next_run_at = 'infinity' where integration_id <> pg_temp.id('integration');
select vault.create_secret('http://sync.invalid', n) from unnest(array['sync_function_url', 'sync_function_key']) n
where not exists (select from vault.decrypted_secrets s where s.name = n);
create function pg_temp.window_of(stream public.sync_stream, read_until timestamptz) returns text language sql as $$
  select format('%s to %s', window_start - now(), window_end - now()) from private.sync_window(stream, read_until);
$$;
create function pg_temp.calls_to_worker() returns bigint language sql as $$ select count(*) from net.http_request_queue; $$;
create temp view queued as
select j.stream::text, j.trigger::text, j.window_end, j.requested_by from public.sync_jobs j
where j.integration_id = pg_temp.id('integration') and j.status = 'queued' order by j.stream;

-- Windows
select is(pg_temp.window_of('calls', null), '-90 days to 00:00:00', 'the first run reads the history');
select is(pg_temp.window_of('calls', now() - interval '1 hour'), '-03:00:00 to 00:00:00', 'later ones read from the watermark, and a little before it again');
select is(pg_temp.window_of('sms_messages', now() + interval '1 day'), '-02:00:00 to 00:00:00', 'a watermark in the future counts as now');
select is(pg_temp.window_of('recordings', now()), '-2 days to 00:00:00', 'recordings look two days back for late audio');
select is(pg_temp.window_of('phone_numbers', null), ' to ', 'a list has no window');

create function pg_temp.first_window(earliest timestamptz, watermark timestamptz) returns text language plpgsql as $$
declare
  queued public.sync_jobs;
begin
  update public.sync_streams s set earliest = first_window.earliest, watermark = first_window.watermark
  where s.integration_id = pg_temp.id('integration') and s.stream = 'calls';
  queued := private.enqueue_stream(pg_temp.id('integration'), 'calls', 'schedule');
  delete from public.sync_jobs j where j.id = queued.id;
  update public.sync_streams s set earliest = null, watermark = null where s.integration_id = pg_temp.id('integration') and s.stream = 'calls';
  return format('%s to %s', queued.window_start - now(), queued.window_end - now());
end;
$$;
select is(pg_temp.first_window(now() - interval '90 days', now()), '-02:00:00 to 00:00:00', 'a stream with its whole history reads what is new');
select is(pg_temp.first_window(now() - interval '10 days', now()), '-90 days to 00:00:00', 'one that still owes history reaches back to it');

-- The clock
-- Fixtures and earlier rotations would look like work otherwise.
update private.integration_credentials set key_version = (select max(k.version) from private.credential_keys k);
update public.sync_jobs set status = 'queued', leased_until = null, run_after = 'infinity' where status = 'running';
create temp table before_round as select pg_temp.calls_to_worker() as count;
select is(private.dispatch_syncs(), 0, 'when nothing is due nothing is started');
select is(pg_temp.calls_to_worker(), (select count from before_round), 'and no request is made');
update public.sync_streams set next_run_at = now() where integration_id = pg_temp.id('integration');
update public.sync_streams set is_enabled = false where integration_id = pg_temp.id('integration') and stream = 'recordings';
update public.sync_streams set paused_reason = 'Key refused' where integration_id = pg_temp.id('integration') and stream = 'sms_messages';
select is(private.dispatch_syncs(), 2, 'what is due is started');
select is(pg_temp.calls_to_worker(), (select count + 2 from before_round), 'with a request for each');
select results_eq('select stream, trigger from queued', $$ values ('phone_numbers', 'schedule'), ('calls', 'schedule') $$, 'but not what is switched off or paused');
select private.dispatch_syncs();
select is((select count(*) from queued), 2::bigint, 'the next round queues nothing twice');
delete from public.sync_jobs where integration_id = pg_temp.id('integration');
update public.integrations set status = 'disconnected' where id = pg_temp.id('integration');
select is(private.dispatch_syncs(), 0, 'nothing is started for an org that isn''t connected');
update public.integrations set status = 'connected' where id = pg_temp.id('integration');
insert into public.sync_jobs (org_id, integration_id, stream, trigger, status, leased_until) values
  (pg_temp.id('org'), pg_temp.id('integration'), 'calls', 'schedule', 'running', clock_timestamp() - interval '1 second');
select private.dispatch_syncs();
select is((select attempt from public.sync_jobs where integration_id = pg_temp.id('integration') and stream = 'calls'), 1, 'a job whose worker went silent is put back');
select is((select status from public.sync_jobs where integration_id = pg_temp.id('integration') and stream = 'calls'), 'queued', 'to be done again');
delete from public.sync_jobs where integration_id = pg_temp.id('integration');

create function pg_temp.crowd() returns void language plpgsql as $$
begin
  for i in 1..5 loop
    insert into public.organizations (id, name, slug) values (pg_temp.id('org ' || i), 'Org', pg_temp.id('org ' || i)::text);
    insert into public.integrations (id, org_id, account_type) values (pg_temp.id('integration ' || i), pg_temp.id('org ' || i), 'classic');
    insert into public.sync_streams (integration_id, stream, org_id, interval_seconds)
    select pg_temp.id('integration ' || i), s, pg_temp.id('org ' || i), 300 from unnest(array['calls', 'sms_messages']::public.sync_stream[]) s;
  end loop;
end;
$$;
select pg_temp.crowd();
update public.sync_jobs set run_after = 'infinity' where integration_id = pg_temp.id('integration');
select is(private.dispatch_syncs(), 8, 'at most eight passes are asked for at once');
update public.sync_jobs set status = 'running', leased_until = 'infinity' where org_id in (pg_temp.id('org 1'), pg_temp.id('org 2'), pg_temp.id('org 3'));
select is(private.dispatch_syncs(), 2, 'those that are running count');
update public.sync_jobs set run_after = 'infinity' where status = 'queued';

update public.sync_jobs set status = 'queued', leased_until = null, run_after = 'infinity' where status = 'running';
select is(private.dispatch_syncs(), 0, 'while all wait, nothing is started');
select private.add_credential_key();
select is(private.dispatch_syncs(), 1, 'but for a pass when credentials are to be sealed with a new key');
update public.integrations set error_code = 'credentials_tampered' where id = pg_temp.id('integration');
update private.integration_credentials set key_version = (select max(k.version) from private.credential_keys k) where integration_id <> pg_temp.id('integration');
select is(private.dispatch_syncs(), 0, 'and not for those that are known not to open');
update public.integrations set error_code = null where id = pg_temp.id('integration');

-- How soon a stream runs again
create function pg_temp.wait_with_left(share numeric) returns interval language plpgsql as $$
begin
  delete from private.provider_requests r where r.account_fingerprint = repeat('a', 64);
  insert into private.provider_requests
  select repeat('a', 64), date_trunc('hour', now()), round((1 - share) * (l.requests_per_day - l.reserved_for_people)) from private.provider_limits l where l.provider = 'mightycall';
  return private.next_run_at(pg_temp.id('integration'), 300) - now();
end;
$$;
select is(pg_temp.wait_with_left(1), '5 minutes', 'with the whole day''s requests left a stream waits its interval');
select is(pg_temp.wait_with_left(0.5), '5 minutes', 'with half of them too');
select is(pg_temp.wait_with_left(0.25), '20 minutes', 'with a quarter it waits four times as long');
select is(pg_temp.wait_with_left(0), '2 hours', 'and never longer than two hours');

-- A stream that is switched on, or sooner due
update public.sync_streams set is_enabled = false, next_run_at = now() + interval '5 hours' where integration_id = pg_temp.id('integration') and stream = 'calls';
update public.sync_streams set is_enabled = true where integration_id = pg_temp.id('integration') and stream = 'calls';
select is((select next_run_at from public.sync_streams where integration_id = pg_temp.id('integration') and stream = 'calls'), now(), 'a stream that is switched on runs at once');
update public.sync_streams set next_run_at = now() + interval '5 hours' where integration_id = pg_temp.id('integration') and stream = 'calls';
update public.sync_streams set interval_seconds = 120 where integration_id = pg_temp.id('integration') and stream = 'calls';
select is((select next_run_at from public.sync_streams where integration_id = pg_temp.id('integration') and stream = 'calls'), now() + interval '2 minutes', 'a shorter interval counts from now');
select throws_ok($$ update public.sync_streams set interval_seconds = 30 where integration_id = pg_temp.id('integration') $$, '23514', null, 'an interval is a minute at least');

-- The button
delete from public.sync_jobs where integration_id = pg_temp.id('integration');
select is(pg_temp.attempt('owner', $$ select public.request_sync(pg_temp.id('integration'), 'calls') $$), '1', 'a person starts a sync');
select results_eq('select stream, trigger, requested_by from queued', $$ values ('calls', 'manual', pg_temp.id('owner')) $$, 'in their own name');
select is(pg_temp.attempt('owner', $$ select public.request_sync(pg_temp.id('integration'), 'calls') $$), 'PT409', 'not while one is waiting');
update public.sync_jobs set status = 'succeeded', finished_at = now() where integration_id = pg_temp.id('integration');
select is(pg_temp.attempt('owner', $$ select public.request_sync(pg_temp.id('integration'), 'calls') $$), 'PT429', 'nor within a minute of the last');
select is((select count(*) from queued), 0::bigint, 'then nothing is queued');
select is(pg_temp.attempt('owner', $$ select public.request_sync(pg_temp.id('integration'), 'sms_messages') $$), '1', 'other streams are free');
update public.sync_jobs set created_at = now() - interval '61 seconds' where integration_id = pg_temp.id('integration');
select is(pg_temp.attempt('owner', $$ select public.request_sync(pg_temp.id('integration'), 'calls') $$), '1', 'and so is this one a minute later');
delete from public.sync_jobs where integration_id = pg_temp.id('integration');
update public.integrations set status = 'disconnected' where id = pg_temp.id('integration');
select is(pg_temp.attempt('owner', $$ select public.request_sync(pg_temp.id('integration'), 'calls') $$), 'PT409', 'nothing is started without a connection');
select is(pg_temp.attempt('owner', $$ select public.request_backfill(pg_temp.id('integration'), 'calls', now() - interval '1 day', now()) $$), 'PT409', 'nor any history loaded');
update public.integrations set status = 'connected' where id = pg_temp.id('integration');

-- History
create function pg_temp.backfill(stream text, range_start text, range_end text) returns text language sql as $$
  select pg_temp.attempt('owner', format('select public.request_backfill(pg_temp.id(''integration''), %L, now() + %L, now() + %L)', stream, range_start, range_end));
$$;
select is(pg_temp.backfill('phone_numbers', '-1 day', '0'), '22023', 'numbers have no history');
select is(pg_temp.backfill('recordings', '-1 day', '0'), '22023', 'recordings come with their calls');
select is(pg_temp.backfill('calls', '0', '-1 day'), '22023', 'a range begins before it ends');
select is(pg_temp.backfill('calls', '0', '0'), '22023', 'and isn''t empty');
select is(pg_temp.backfill('calls', null, '0'), '22023', 'or open');
select is(pg_temp.backfill('calls', '-11 years', '0'), '22023', 'or older than phones');
select is(pg_temp.backfill('calls', '-1 day', '1 day'), '22023', 'or in the future');
select is(pg_temp.backfill('calls', '-30 days', '-1 day'), '1', 'a range of the past is queued');
select is((select window_end from queued), now() - interval '1 day', 'as it was asked');
select is(pg_temp.backfill('calls', '-30 days', '-1 day'), 'PT409', 'not while one is waiting');

update private.rate_limit_rules set per_person = 1 where action = 'start_sync';
delete from public.sync_jobs where integration_id = pg_temp.id('integration');
delete from private.rate_limits where action = 'start_sync';
select is(pg_temp.backfill('calls', '-30 days', '-1 day'), '1', 'a person starts one');
delete from public.sync_jobs where integration_id = pg_temp.id('integration');
select is(pg_temp.backfill('calls', '-30 days', '-1 day'), 'PT429', 'but can''t spend the day''s requests by starting again and again');
select is(pg_temp.attempt('owner', $$ select public.request_sync(pg_temp.id('integration'), 'sms_messages') $$), 'PT429', 'nor with the button');

-- The end by hand
insert into public.sync_jobs (org_id, integration_id, stream, trigger, status, leased_until)
values (pg_temp.id('org'), pg_temp.id('integration'), 'calls', 'manual', 'running', 'infinity');
create temp table asked as select id from public.sync_jobs where integration_id = pg_temp.id('integration');
insert into private.sync_leases select id, gen_random_uuid() from asked;
grant select on asked to authenticated;
update public.sync_streams set next_run_at = now() where integration_id = pg_temp.id('integration');
select is(pg_temp.attempt('owner', 'select public.cancel_sync_job(id) from asked'), '1', 'a sync can be cancelled');
select is_empty('select from private.sync_leases l join asked a on a.id = l.job_id', 'its worker loses the lease');
select is((select status from public.sync_jobs join asked using (id)), 'cancelled', 'and is');
select is((select next_run_at from public.sync_streams where integration_id = pg_temp.id('integration') and stream = 'calls'), now() + interval '2 minutes',
  'the clock waits an interval before it starts another');
select is(pg_temp.attempt('owner', 'select public.cancel_sync_job(id) from asked'), 'PT409', 'what is over can''t be cancelled');
select is(pg_temp.attempt('owner', 'select public.cancel_sync_job(gen_random_uuid())'), 'PT404', 'nor what never was');

-- How fresh a stream is
create function pg_temp.freshness(last_success_at timestamptz) returns text language sql as $$
  update public.sync_streams s set last_success_at = freshness.last_success_at where s.integration_id = pg_temp.id('integration') and s.stream = 'phone_numbers';
  select h.freshness from public.sync_stream_health h where h.integration_id = pg_temp.id('integration') and h.stream = 'phone_numbers';
$$;
select is(pg_temp.freshness(null), 'never', 'a stream that never worked says so');
select is(pg_temp.freshness(now() - interval '719 seconds'), 'ok', 'within two intervals it is fresh');
select is(pg_temp.freshness(now() - interval '721 seconds'), 'late', 'then late');
select is(pg_temp.freshness(now() - interval '2401 seconds'), 'stale', 'then stale');
select is((select freshness from public.sync_stream_health where integration_id = pg_temp.id('integration') and stream = 'sms_messages'), 'paused', 'a paused one says that');

select * from finish();
rollback;
