-- Pages of rows: stored once, however often they are read, and attributed to their number.
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

create temp table lease (job_id uuid, token uuid);
create function pg_temp.start(stream public.sync_stream) returns void language plpgsql as $$
declare
  claim jsonb;
begin
  update public.sync_jobs set status = 'cancelled', leased_until = null, finished_at = now() where integration_id = pg_temp.id('integration') and status in ('queued', 'running');
  perform private.enqueue_stream(pg_temp.id('integration'), stream, 'schedule');
  claim := worker.claim_sync_job(90);
  truncate lease;
  insert into lease values ((claim ->> 'job_id')::uuid, (claim ->> 'lease_token')::uuid);
end;
$$;
create function pg_temp.job() returns public.sync_jobs language sql as $$ select j from public.sync_jobs j join lease l on l.job_id = j.id; $$;
create function pg_temp.numbers(rows jsonb) returns text language sql as $$
  select format('%s new, %s changed, %s as before', r ->> 'inserted', r ->> 'updated', r ->> 'unchanged') from (select worker.ingest_phone_numbers(job_id, token, rows, 1) r from lease) t;
$$;
create function pg_temp.calls(rows jsonb, checkpoint jsonb default '{"page": 1}') returns text language sql as $$
  select format('%s new, %s changed, %s as before', r ->> 'inserted', r ->> 'updated', r ->> 'unchanged') from (select worker.ingest_calls(job_id, token, rows, checkpoint, 1) r from lease) t;
$$;
create function pg_temp.messages(rows jsonb) returns text language sql as $$
  select format('%s new, %s changed, %s as before', r ->> 'inserted', r ->> 'updated', r ->> 'unchanged') from (select worker.ingest_messages(job_id, token, rows, '{}', 1) r from lease) t;
$$;
create function pg_temp.number(wanted text) returns public.phone_numbers language sql as $$
  select n from public.phone_numbers n where n.integration_id = pg_temp.id('integration') and n.number = wanted;
$$;
create function pg_temp.call(external text, more jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object('external_id', external, 'direction', 'inbound', 'outcome', 'answered', 'business_number', '+15550100901',
    'counterpart', '+15550100999', 'started_at', '2026-01-01T12:00:00Z', 'duration_seconds', 60) || more;
$$;
create function pg_temp.message(external text, more jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object('external_id', external, 'direction', 'inbound', 'business_number', '+15550100901', 'counterpart', '+15550100999',
    'body', 'Hello', 'sent_at', '2026-01-01T12:00:00Z') || more;
$$;
-- Where a row lies on disk, who wrote it and who has locked it since: it moves when it is written, and a lock writes to it.
create temp view places as
select 'call ' || c.external_id as name, c.ctid as place, c.xmin::text as writer, c.xmax::text as locker from public.calls c where c.integration_id = pg_temp.id('integration')
union all select 'message ' || m.external_id, m.ctid, m.xmin::text, m.xmax::text from public.sms_messages m where m.integration_id = pg_temp.id('integration')
union all select 'number ' || n.number, n.ctid, n.xmin::text, n.xmax::text from public.phone_numbers n where n.integration_id = pg_temp.id('integration')
union all select 'recording', r.ctid, r.xmin::text, r.xmax::text from public.recordings r where r.org_id = pg_temp.id('org')
union all select 'source', s.ctid, s.xmin::text, s.xmax::text from private.recording_sources s join public.recordings r on r.id = s.recording_id where r.org_id = pg_temp.id('org');
create temp table places_before (name text, place tid, writer text, locker text);

-- Other orgs with the same numbers and ids, every second one with audio: all of it has to stay as it is.
create function pg_temp.surround(first integer, last integer) returns void language plpgsql as $$
begin
  for i in first..last loop
    insert into public.organizations (id, name, slug) values (pg_temp.id('other org ' || i), 'Other', 'ingest-test-' || pg_temp.id('other org ' || i));
    insert into public.integrations (id, org_id, account_type) values (pg_temp.id('other integration ' || i), pg_temp.id('other org ' || i), 'classic');
    insert into public.phone_numbers (org_id, integration_id, number)
    select pg_temp.id('other org ' || i), pg_temp.id('other integration ' || i), '+1555010090' || n from generate_series(1, 9) n;
    insert into public.calls (org_id, integration_id, external_id, direction, outcome, started_at)
    select pg_temp.id('other org ' || i), pg_temp.id('other integration ' || i), c, 'inbound', 'answered', '2026-01-01T12:00:00Z' from generate_series(1, 6) c;
    insert into public.sms_messages (org_id, integration_id, external_id, direction, body, sent_at)
    select pg_temp.id('other org ' || i), pg_temp.id('other integration ' || i), m, 'inbound', 'Theirs', '2026-01-01T12:00:00Z' from generate_series(1, 2) m;
    insert into public.recordings (org_id, call_id, started_at)
    select c.org_id, c.id, c.started_at from public.calls c where c.org_id = pg_temp.id('other org ' || i) and i % 2 = 0;
    insert into private.recording_sources (recording_id, url)
    select r.id, 'https://provider.invalid/theirs' from public.recordings r where r.org_id = pg_temp.id('other org ' || i);
  end loop;
end;
$$;
select pg_temp.surround(1, 6);
create function pg_temp.others() returns text language sql as $$
  with orgs as (select o.id from public.organizations o where o.slug like 'ingest-test-%')
  select md5(concat(
    (select string_agg(n::text, ';' order by n.id) from public.phone_numbers n where n.org_id in (select id from orgs)),
    (select string_agg(c::text, ';' order by c.id) from public.calls c where c.org_id in (select id from orgs)),
    (select string_agg(concat(r, s), ';' order by r.id) from public.recordings r left join private.recording_sources s on s.recording_id = r.id
     where r.org_id in (select id from orgs)),
    (select count(*) from public.sms_messages m where m.org_id in (select id from orgs))));
$$;
create temp table others_before as select pg_temp.others();

-- Numbers
select pg_temp.start('phone_numbers');
select is(pg_temp.numbers('[{"number": "+15550100901", "label": "Sales", "is_active": true}, {"number": "+15550100902", "is_active": true, "is_primary": true}]'),
  '2 new, 0 changed, 0 as before', 'numbers are stored');
insert into places_before select * from places;
select is(pg_temp.numbers('[{"number": "+15550100901", "label": "Sales", "is_active": true}, {"number": "+15550100902", "is_active": true, "is_primary": true}]'),
  '0 new, 0 changed, 2 as before', 'the same list changes nothing');
select set_eq('select * from places', 'select * from places_before', 'and writes no row');
select is(pg_temp.numbers('[{"number": "+15550100901", "label": "Support", "is_active": true}]'), '0 new, 2 changed, 0 as before', 'a list with one renamed and one gone');
select is((pg_temp.number('+15550100901')).label, 'Support', 'renames it');
select results_eq($$ select is_active, is_primary from pg_temp.number('+15550100902') $$, $$ values (false, false) $$, 'and deactivates what is gone, without deleting it');
select is(pg_temp.numbers('[{"number": "+15550100901", "label": "Support", "is_active": true}, {"number": "+15550100902", "is_active": true}]'),
  '0 new, 1 changed, 1 as before', 'a number that comes back is active again');
select is((pg_temp.job()).pages, 4, 'each page is counted');
select is((pg_temp.job()).rows_fetched, 8, 'and its rows');

-- Calls
select pg_temp.start('calls');
select is(pg_temp.calls(jsonb_build_array(pg_temp.call('1'), pg_temp.call('2', '{"recording": {"url": "https://provider.invalid/2", "file_name": "2.mp3"}}'),
  pg_temp.call('3', '{"business_number": "+15550100909"}'), pg_temp.call('4', '{"business_number": null, "direction": "internal"}'))),
  '4 new, 0 changed, 0 as before', 'calls are stored');
select results_eq(
  $$ select c.external_id, n.number from public.calls c left join public.phone_numbers n on n.id = c.phone_number_id where c.integration_id = pg_temp.id('integration') order by 1 $$,
  $$ values ('1', '+15550100901'), ('2', '+15550100901'), ('3', '+15550100909'), ('4', null) $$, 'each with its number');
select is((pg_temp.number('+15550100909')).is_active, false, 'a number that only history knows is made, inactive');
select results_eq(
  $$ select c.external_id, r.phone_number_id = c.phone_number_id, c.has_recording, s.url, s.file_name
     from public.recordings r join public.calls c on c.id = r.call_id join private.recording_sources s on s.recording_id = r.id where r.org_id = pg_temp.id('org') $$,
  $$ values ('2', true, true, 'https://provider.invalid/2', '2.mp3') $$, 'audio is kept with the number of its call, its address apart');
select is((pg_temp.job()).checkpoint, '{"page": 1}', 'and what is left to read, in the same transaction');
truncate places_before;
insert into places_before select * from places;
select is(pg_temp.calls(jsonb_build_array(pg_temp.call('1'), pg_temp.call('2', '{"recording": {"url": "https://provider.invalid/2", "file_name": "2.mp3"}}'),
  pg_temp.call('3', '{"business_number": "+15550100909"}'), pg_temp.call('4', '{"business_number": null, "direction": "internal"}')), '{"page": 2}'),
  '0 new, 0 changed, 4 as before', 'the same page again changes nothing');
select set_eq('select * from places', 'select * from places_before', 'and writes no row');
select is((pg_temp.job()).checkpoint, '{"page": 2}', 'but the checkpoint moves on');
select is(pg_temp.calls(jsonb_build_array(pg_temp.call('1', '{"outcome": "missed"}'), pg_temp.call('2'))), '0 new, 1 changed, 1 as before', 'a late change is taken');
select is(pg_temp.calls(jsonb_build_array(pg_temp.call('2', '{"outcome": "voicemail"}'))), '0 new, 1 changed, 0 as before', 'also of a call whose audio isn''t told again');
select is((select outcome from public.calls where integration_id = pg_temp.id('integration') and external_id = '1'), 'missed', 'as it was said');
select is((select count(*) from public.recordings r join private.recording_sources s on s.recording_id = r.id where r.org_id = pg_temp.id('org')), 1::bigint,
  'audio that the provider leaves out later stays');
select is((select has_recording from public.calls where integration_id = pg_temp.id('integration') and external_id = '2'), true, 'and the call still has it');
select is(pg_temp.calls(jsonb_build_array(pg_temp.call('1', '{"outcome": "missed"}'), pg_temp.call('1', '{"outcome": "missed"}'))), '0 new, 0 changed, 1 as before', 'a call that a page has twice is one call');
select is(pg_temp.calls('[]'), '0 new, 0 changed, 0 as before', 'an empty page is a page');
select is((select worker.ingest_calls(job_id, token, '[]', '{}', 1, '2026-01-01T12:00:00Z', '2026-01-01T13:00:00Z') ->> 'stored_in_slice' from lease), '4', 'a slice that ends says what the table holds of it');
select is((select worker.ingest_calls(job_id, token, '[]', '{}', 1, '2026-01-01T11:00:00Z', '2026-01-01T12:00:00Z') ->> 'stored_in_slice' from lease), '0', 'its end not included');

-- A page is stored as a whole or not at all
truncate places_before;
insert into places_before select * from places;
select throws_ok($$ select pg_temp.calls(jsonb_build_array(pg_temp.call('5', '{"business_number": "+15550100908"}'), pg_temp.call('6', '{"outcome": "vanished"}'))) $$, '22P02', null, 'a word that isn''t known stops a page');
select throws_ok($$ select pg_temp.calls(jsonb_build_array(pg_temp.call('5'), pg_temp.call('6', '{"started_at": null}'))) $$, '23502', null, 'so does a call without a time');
select throws_ok($$ select pg_temp.calls(jsonb_build_array(pg_temp.call('5'), pg_temp.call('6', '{"duration_seconds": -1}'))) $$, '23514', null, 'or of less than no length');
select set_eq('select * from places', 'select * from places_before', 'and nothing of it is stored');

-- Messages, with other orgs' rows before and behind
select is(pg_temp.others(), (select others from others_before), 'no call or number of another org was touched');
select pg_temp.surround(7, 12);
update others_before set others = pg_temp.others();
select pg_temp.start('sms_messages');
select is(pg_temp.messages(jsonb_build_array(pg_temp.message('1'), pg_temp.message('2', '{"business_number": "+15550100907",
  "attachments": [{"file_name": "a.png", "link": "https://provider.invalid/secret"}]}'))), '2 new, 0 changed, 0 as before', 'messages are stored');
select is((select attachments from public.sms_messages where integration_id = pg_temp.id('integration') and external_id = '2'), '[{"file_name": "a.png"}]', 'without links to what is attached');
select is((select m.phone_number_id from public.sms_messages m where m.integration_id = pg_temp.id('integration') and m.external_id = '2'), (pg_temp.number('+15550100907')).id, 'with their number');
select is((pg_temp.number('+15550100907')).is_active, false, 'made if need be, inactive');
truncate places_before;
insert into places_before select * from places;
select is(pg_temp.messages(jsonb_build_array(pg_temp.message('1'), pg_temp.message('2', '{"business_number": "+15550100907",
  "attachments": [{"file_name": "a.png", "link": "https://provider.invalid/other"}]}'))), '0 new, 0 changed, 2 as before', 'the same page again changes nothing');
select set_eq('select * from places', 'select * from places_before', 'and writes no row');
select is(pg_temp.messages(jsonb_build_array(pg_temp.message('1', '{"status": "delivered"}'))), '0 new, 1 changed, 0 as before', 'a late change is taken');
select is((pg_temp.job()).rows_inserted, 2, 'the job counts what was new');
select is((pg_temp.job()).rows_updated, 1, 'what changed');
select is((pg_temp.job()).rows_unchanged, 2, 'and what did not');

-- Calls that the recordings stream finds
update public.sync_streams set earliest = '2026-01-01T00:00:00Z', watermark = '2026-01-02T12:00:00Z'
where integration_id = pg_temp.id('integration') and stream = 'calls';
select pg_temp.start('recordings');
select is(pg_temp.calls(jsonb_build_array(pg_temp.call('new', '{"started_at": "2026-01-02T11:30:00Z"}'), pg_temp.call('older', '{"started_at": "2025-12-31T23:00:00Z"}'))),
  '0 new, 0 changed, 2 as before', 'are left to the calls stream, which will read their time');
select is(pg_temp.calls(jsonb_build_array(pg_temp.call('late', '{"started_at": "2026-01-02T09:59:59Z"}'))), '1 new, 0 changed, 0 as before',
  'but are stored when it has read that time and won''t again');
create temp table own_stream as
with removed as (delete from public.sync_streams where integration_id = pg_temp.id('integration') and stream = 'calls' returning *) select * from removed;
insert into public.sync_streams (integration_id, org_id, stream, interval_seconds, next_run_at, earliest, watermark)
values (pg_temp.id('other integration 1'), pg_temp.id('other org 1'), 'calls', 300, 'infinity', '2020-01-01', '2030-01-01');
select is(pg_temp.calls(jsonb_build_array(pg_temp.call('theirs', '{"started_at": "2026-01-02T09:59:59Z"}'))), '0 new, 0 changed, 1 as before',
  'whatever another org''s has read');
insert into public.sync_streams select * from own_stream;

-- A call told again under another number
select pg_temp.start('calls');
select pg_temp.calls(jsonb_build_array(pg_temp.call('9', '{"recording": {"url": "https://provider.invalid/9", "file_name": "9.wav"}}')));
select pg_temp.calls(jsonb_build_array(pg_temp.call('9', '{"business_number": "+15550100988"}')));
select is((select r.phone_number_id from public.recordings r join public.calls c on c.id = r.call_id where c.integration_id = pg_temp.id('integration') and c.external_id = '9'),
  (pg_temp.number('+15550100988')).id, 'takes its recording along: the people of the old number no longer hear it');

-- The same ids in another org are other rows
select is(pg_temp.others(), (select others from others_before), 'every row went to the job''s own org: others with the same numbers and ids are as before');
select throws_ok($$ insert into public.calls (org_id, integration_id, external_id, direction, outcome, started_at) values (gen_random_uuid(), pg_temp.id('integration'), 'x', 'inbound', 'answered', now()) $$,
  '23503', null, 'a call can''t say it is another org''s');

select * from finish();
rollback;
