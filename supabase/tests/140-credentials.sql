-- Credentials: who may save and remove them, and what a change of account means for what was read.
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

insert into auth.users (id, email) select pg_temp.id(n), n || '@sync.test' from unnest(array['agent', 'manager', 'admin', 'outsider', 'operator']) n;
insert into public.memberships (org_id, user_id, role) values
  (pg_temp.id('org'), pg_temp.id('agent'), 'agent'), (pg_temp.id('org'), pg_temp.id('manager'), 'manager'), (pg_temp.id('org'), pg_temp.id('admin'), 'admin');
insert into private.platform_admins (user_id) values (pg_temp.id('operator'));
-- The outsider owns another org, whose credentials happen to look the same.
insert into public.organizations (id, name, slug) values (pg_temp.id('other org'), 'Other', pg_temp.id('other org')::text);
insert into public.memberships (org_id, user_id, role) values (pg_temp.id('other org'), pg_temp.id('outsider'), 'owner');
insert into public.integrations (id, org_id, account_type) values (pg_temp.id('other integration'), pg_temp.id('other org'), 'classic');
insert into private.integration_credentials values (pg_temp.id('other integration'), (select max(version) from private.credential_keys), 'iv', 'new sealed', repeat('e', 64));
create function pg_temp.save(person text, integration text, fingerprint text) returns text language plpgsql as $$
begin
  perform worker.save_integration(pg_temp.id(person), pg_temp.id('org'), pg_temp.id(integration), 'call_center', '9876', repeat(fingerprint, 64), (worker.current_credential_key() ->> 'version')::integer, 'new iv', 'new sealed');
  return 'saved';
exception when others then
  return sqlstate;
end;
$$;
create temp view stored as
select i.status::text, i.key_hint, i.account_type::text, i.updated_by, c.ciphertext, c.account_fingerprint
from public.integrations i left join private.integration_credentials c on c.integration_id = i.id where i.id = pg_temp.id('integration');
create temp view reading as
select s.stream::text, s.watermark, s.earliest, s.paused_reason, s.consecutive_failures from public.sync_streams s where s.integration_id = pg_temp.id('integration');
create function pg_temp.live_jobs() returns bigint language sql as $$
  select count(*) from public.sync_jobs j where j.integration_id = pg_temp.id('integration') and j.status in ('queued', 'running');
$$;

select is(pg_temp.save('outsider', 'integration', 'b'), 'PT404', 'an outsider learns nothing of the org');
select is(pg_temp.save('agent', 'integration', 'b'), 'PT403', 'an agent can''t save credentials');
select is(pg_temp.save('manager', 'integration', 'b'), 'PT403', 'nor can a manager');
select throws_ok($$ select worker.remove_integration(pg_temp.id('manager'), pg_temp.id('org')) $$, 'PT403', null, 'nor remove them');
select throws_ok($$ select worker.integration_for_admin(pg_temp.id('manager'), pg_temp.id('org')) $$, 'PT403', null, 'nor have them tested');
select throws_ok($$ select worker.integration_for_admin(pg_temp.id('operator'), gen_random_uuid()) $$, 'PT404', null, 'not even an operator finds an org that isn''t');
select throws_ok($$ select worker.integration_for_admin(null, pg_temp.id('org')) $$, 'PT404', null, 'nobody finds nothing');
select is((select ciphertext from stored), 'sealed', 'the credentials are as they were');
select is(worker.integration_for_admin(pg_temp.id('admin'), pg_temp.id('org')) -> 'credentials' ->> 'ciphertext', 'sealed', 'an admin''s test gets them');
select is(worker.integration_for_admin(pg_temp.id('operator'), pg_temp.id('org')) ->> 'integration_id', pg_temp.id('integration')::text, 'so does an operator''s');

select is(pg_temp.save('admin', 'another integration', 'b'), 'PT409', 'credentials sealed for another id are refused');
select is((select ciphertext from stored), 'sealed', 'and not stored');

-- The same account again
update public.sync_streams set watermark = now(), earliest = now(), paused_reason = 'Key refused', consecutive_failures = 3
where integration_id = pg_temp.id('integration');
insert into private.access_tokens values (pg_temp.id('integration'), (select max(version) from private.credential_keys), 'iv', 'token', now() + interval '1 hour');
update private.integration_credentials set account_fingerprint = repeat('b', 64) where integration_id = pg_temp.id('integration');
select isnt((private.enqueue_stream(pg_temp.id('integration'), 'calls', 'schedule')).id, null, 'while a sync waits');
create temp table waiting as select id from public.sync_jobs where integration_id = pg_temp.id('integration');
select is(pg_temp.save('admin', 'integration', 'b'), 'saved', 'an admin saves another key of the same account');
select results_eq('select * from stored', $$ values ('connected', '9876', 'call_center', pg_temp.id('admin'), 'new sealed', repeat('b', 64)) $$, 'all of it is stored');
select is((select count(*) from private.access_tokens where integration_id = pg_temp.id('integration')), 0::bigint, 'the old token is forgotten');
select is((select count(*) from reading where watermark = now() and earliest = now()), 4::bigint, 'what was read stays read');
select is((select count(*) from reading where paused_reason is null and consecutive_failures = 0), 4::bigint, 'paused streams wake');
select is((select status from public.sync_jobs join waiting using (id)), 'queued', 'the sync that waits goes on');
select is(pg_temp.live_jobs(), 4::bigint, 'and every stream is queued');

-- Another account
select is(pg_temp.save('owner', 'integration', 'c'), 'saved', 'an owner connects another account');
select is((select count(*) from reading where watermark is null and earliest is null), 4::bigint, 'nothing of it has been read');
select is((select status from public.sync_jobs join waiting using (id)), 'cancelled', 'the sync of the old one is cancelled');
select is(pg_temp.live_jobs(), 4::bigint, 'and new ones are queued');

-- Tokens
create function pg_temp.keep_token(credentials text, token text, lives interval) returns void language sql as $$
  select worker.store_access_token(pg_temp.id('integration'), credentials, (select max(k.version) from private.credential_keys k), 'iv', token, now() + lives);
$$;
select pg_temp.keep_token('new sealed', 'fresh', '1 hour');
select is(worker.load_access_token(pg_temp.id('integration')) ->> 'ciphertext', 'fresh', 'a token is shared');
select pg_temp.keep_token('sealed', 'stale', '2 hours');
select is(worker.load_access_token(pg_temp.id('integration')) ->> 'ciphertext', 'fresh', 'one that was made with credentials that were replaced meanwhile isn''t kept');
select pg_temp.keep_token('new sealed', 'dying', '1 minute');
select is(worker.load_access_token(pg_temp.id('integration')), null, 'until shortly before it dies');

-- Removal
insert into public.phone_numbers (org_id, integration_id, number) values (pg_temp.id('org'), pg_temp.id('integration'), '+15550100900');
select lives_ok($$ select worker.remove_integration(pg_temp.id('admin'), pg_temp.id('org')) $$, 'an admin removes them');
select results_eq('select * from stored', $$ values ('disconnected', null::text, 'call_center', pg_temp.id('admin'), null::text, null::text) $$, 'credentials and hint are gone');
select is((select count(*) from private.access_tokens where integration_id = pg_temp.id('integration')), 0::bigint, 'so is the token');
select is(pg_temp.live_jobs(), 0::bigint, 'no sync goes on');
select is((select count(*) from public.phone_numbers where integration_id = pg_temp.id('integration')), 1::bigint, 'what was synced stays');
select throws_ok($$ select worker.remove_integration(pg_temp.id('admin'), pg_temp.id('org')) $$, 'PT409', null, 'there is nothing to remove twice');
select pg_temp.keep_token('new sealed', 'late', '1 hour');
select is(worker.load_access_token(pg_temp.id('integration')), null, 'a token that comes late isn''t kept');
select is((worker.record_verification(pg_temp.id('admin'), pg_temp.id('integration'), null, null)).status, null, 'a test that comes late connects nothing');
select is((select status from stored), 'disconnected', 'it stays disconnected');

-- The first connection of an org
delete from public.integrations where id = pg_temp.id('integration');
select is(worker.integration_for_admin(pg_temp.id('admin'), pg_temp.id('org')) -> 'integration_id', 'null', 'an org without an integration has none to test');
select is(pg_temp.save('admin', 'integration', 'd'), 'saved', 'an admin connects it');
select is((select count(*) from reading), 4::bigint, 'it gets its four streams');

-- Keys
select throws_ok(format($$ select worker.save_integration(pg_temp.id('owner'), pg_temp.id('org'), pg_temp.id('integration'), 'classic', '1234', repeat('d', 64), %s, 'iv', 'sealed') $$,
  (worker.current_credential_key() ->> 'version')::integer + 1), '23503', null, 'nothing is kept that a missing key would have to open');
create temp table newest as select (worker.current_credential_key() ->> 'version')::integer as version;
update private.integration_credentials set key_version = (select version from newest);
select is(length(decode(worker.current_credential_key() ->> 'key', 'base64')), 32, 'a key has 256 bits');
select is(worker.credential_key((select version from newest)), worker.current_credential_key() ->> 'key', 'a key is found by its version');
select is(worker.credential_key((select version + 1 from newest)), null, 'a version that isn''t has no key');
select is(worker.credentials_to_reseal(50), '[]', 'all credentials are sealed with the newest key');
select is(private.add_credential_key(), (select version + 1 from newest), 'a new version is the next number');
select isnt(worker.credential_key((select version + 1 from newest)), worker.credential_key((select version from newest)), 'and another key');
select ok(worker.credentials_to_reseal(1000000) @> format('[{"integration_id": "%s"}]', pg_temp.id('integration'))::jsonb, 'credentials of the old key are to be sealed anew');
update public.integrations set error_code = 'credentials_tampered' where id = pg_temp.id('integration');
select ok(not worker.credentials_to_reseal(1000000) @> format('[{"integration_id": "%s"}]', pg_temp.id('integration'))::jsonb, 'but not those that are known not to open');
select worker.report_unreadable_credentials(pg_temp.id('integration'), 'credential_key_missing', 'Enter them again.');
select results_eq($$ select status::text, error_code, error_hint from public.integrations where id = pg_temp.id('integration') $$,
  $$ values ('error', 'credential_key_missing', 'Enter them again.') $$, 'of which an admin is told');
select worker.retire_credential_keys();
select isnt(worker.credential_key((select version from newest)), null, 'a key that is needed stays');
select is(worker.reseal_credentials(pg_temp.id('integration'), 'stale', (select version + 1 from newest), 'iv', 'resealed'), false, 'what changed meanwhile isn''t overwritten');
select is(worker.reseal_credentials(pg_temp.id('integration'), 'new sealed', (select version from newest), 'iv', 'resealed'), false, 'nor sealed with the same key again');
select is(worker.reseal_credentials(pg_temp.id('integration'), 'new sealed', (select version + 1 from newest), 'iv', 'resealed'), true, 'the rest is');
select is((select ciphertext from private.integration_credentials where integration_id = pg_temp.id('other integration')), 'new sealed', 'and nobody else''s');
update private.integration_credentials set key_version = (select version + 1 from newest);
update private.integration_credentials set updated_at = now() - interval '11 minutes';
select is(private.retire_unused_keys(), 0, 'the old key stays while the new one is so young that someone may be saving with the old');
update private.credential_keys set created_at = now() - interval '11 minutes';
update private.integration_credentials set updated_at = now() where integration_id = pg_temp.id('integration');
select is(private.retire_unused_keys(), 0, 'and while a worker may still hold what it sealed');
update private.integration_credentials set updated_at = now() - interval '11 minutes';
select ok(private.retire_unused_keys() > 0, 'then it goes');
select is(worker.credential_key((select version from newest)), null, 'and is gone');
select isnt(worker.credential_key((select version + 1 from newest)), null, 'the newest stays');

select * from finish();
rollback;
