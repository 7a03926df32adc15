-- The audit log: who did what, in the name of the right person, never changed and never holding a secret.
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

insert into auth.users (id, email) values (pg_temp.id('agent'), 'agent@sync.test');
insert into public.memberships (org_id, user_id, role) values (pg_temp.id('org'), pg_temp.id('agent'), 'agent');
insert into public.phone_numbers (id, org_id, integration_id, number) values (pg_temp.id('number'), pg_temp.id('org'), pg_temp.id('integration'), '+15550100900');
create function pg_temp.latest(what public.audit_action) returns public.audit_log language sql as $$
  select l from public.audit_log l where l.org_id = pg_temp.id('org') and l.action = what order by l.ctid desc limit 1;
$$;
create function pg_temp.check_entry(what public.audit_action, who text, target text, detail jsonb) returns text language sql as $$
  select is(format('%s by %s on %s: %s', what, l.actor_email, l.target, l.detail), format('%s by %s on %s: %s', what, who || '@sync.test', target, detail), what || ' is noted')
  from (select (pg_temp.latest(what)).*) l;
$$;

select is((pg_temp.latest('organization.created')).actor_id, null, 'what nobody did in person has no actor');
select pg_temp.attempt('owner', $$ update public.organizations set name = 'New name', time_zone = 'Europe/Paris' where id = pg_temp.id('org') $$);
select pg_temp.check_entry('organization.changed', 'owner', 'New name', '{"name": "New name", "time_zone": "Europe/Paris"}');
select pg_temp.attempt('owner', $$ update public.memberships set role = 'manager' where user_id = pg_temp.id('agent') $$);
select pg_temp.check_entry('member.role_changed', 'owner', 'agent@sync.test', '{"from": "agent", "to": "manager"}');
select pg_temp.attempt('agent', $$ insert into public.number_assignments (org_id, user_id, phone_number_id) values (pg_temp.id('org'), pg_temp.id('agent'), pg_temp.id('number')) $$);
select pg_temp.check_entry('number.assigned', 'agent', '+15550100900', '{"person": "agent@sync.test"}');
select is((select created_by from public.number_assignments where phone_number_id = pg_temp.id('number')), pg_temp.id('agent'), 'an assignment says who made it');
select pg_temp.attempt('agent', $$ delete from public.number_assignments where user_id = pg_temp.id('agent') $$);
select pg_temp.check_entry('number.unassigned', 'agent', '+15550100900', '{"person": "agent@sync.test"}');
select pg_temp.attempt('owner', $$ update public.sync_streams set is_enabled = false where org_id = pg_temp.id('org') and stream = 'recordings' $$);
select pg_temp.check_entry('stream.changed', 'owner', 'recordings', '{"is_enabled": false, "interval_seconds": 300}');
select pg_temp.attempt('agent', $$ select public.request_sync(pg_temp.id('integration'), 'calls') $$);
select is((pg_temp.latest('sync.started')).actor_email, 'agent@sync.test', 'a sync that a person started is noted');
select pg_temp.attempt('agent', $$ select public.cancel_sync_job(j.id) from public.sync_jobs j where j.integration_id = pg_temp.id('integration') $$);
select is((pg_temp.latest('sync.cancelled')).actor_email, 'agent@sync.test', 'so is its end by hand');
select private.enqueue_stream(pg_temp.id('integration'), 'calls', 'schedule');
select is((select count(*) from public.audit_log where org_id = pg_temp.id('org') and action = 'sync.started'), 1::bigint, 'the clock''s syncs are not');
select pg_temp.attempt('agent', $$ select public.record_export(pg_temp.id('org'), 'calls', 7, '{"direction": "inbound"}') $$);
select pg_temp.check_entry('data.exported', 'agent', 'calls', '{"rows": 7, "filters": {"direction": "inbound"}}');
select is(pg_temp.attempt('agent', $$ select public.record_export(pg_temp.id('org'), 'secrets', 7, '{}') $$), '22023', 'an export of something else is refused');
select is(pg_temp.attempt('agent', $$ select public.record_export(pg_temp.id('org'), 'calls', -1, '{}') $$), '22023', 'so is one of fewer rows than none');
select is(pg_temp.attempt('agent', $$ select public.record_export(pg_temp.id('org'), 'calls', 1, '[]') $$), '22023', 'or with filters that are none');
select is(pg_temp.attempt('agent', $$ select public.record_export(pg_temp.id('org'), 'calls', 1, jsonb_build_object('x', repeat('x', 3000))) $$), '22023',
  'or too many of them');
select is(pg_temp.attempt('agent', $$ select public.record_export(pg_temp.id('org'), 'everything', 7, '{}') $$), 'PT403', 'or of everything, below an owner');
select is(pg_temp.attempt('owner', $$ select public.record_export(pg_temp.id('org'), 'everything', 7, '{}') $$), '1', 'who takes all along');
update private.rate_limit_rules set per_person = 2 where action = 'export';
select is(pg_temp.attempt('agent', $$ select public.record_export(pg_temp.id('org'), 'calls', 7, '{}') $$), '1', 'a person exports');
select is(pg_temp.attempt('agent', $$ select public.record_export(pg_temp.id('org'), 'calls', 7, '{}') $$), 'PT429', 'but can''t bury the log under it');
select pg_temp.attempt('owner', $$ delete from public.memberships where user_id = pg_temp.id('agent') $$);
select pg_temp.check_entry('member.removed', 'owner', 'agent@sync.test', '{"role": "manager"}');

-- In whose name the functions act
update public.integrations set updated_at = now() - interval '1 day' where id = pg_temp.id('integration');
select worker.save_integration(pg_temp.id('owner'), pg_temp.id('org'), pg_temp.id('integration'), 'classic', '1234', repeat('b', 64), (worker.current_credential_key() ->> 'version')::integer, 'iv', 'other sealed');
select pg_temp.check_entry('credentials.saved', 'owner', 'mightycall', '{"key_hint": "1234", "account_type": "classic"}');
select worker.record_verification(pg_temp.id('owner'), pg_temp.id('integration'), 'bad_key', 'hint');
select pg_temp.check_entry('credentials.tested', 'owner', 'mightycall', '{"code": "bad_key"}');
select is((pg_temp.latest('credentials.tested')).outcome, 'failed', 'with its outcome');
select worker.note_failed_attempt(pg_temp.id('owner'), pg_temp.id('org'), 'credentials.saved', 'bad_user_key');
select pg_temp.check_entry('credentials.saved', 'owner', 'mightycall', '{"code": "bad_user_key"}');
select is((pg_temp.latest('credentials.saved')).outcome, 'failed', 'so is an attempt that failed');
select worker.reseal_credentials(pg_temp.id('integration'), 'other sealed', private.add_credential_key(), 'iv', 'resealed');
select is((pg_temp.latest('credentials.key_rotated')).detail, '{"to_version": 2, "from_version": 1}', 'a rotation is noted');
select worker.remove_integration(pg_temp.id('owner'), pg_temp.id('org'));
select pg_temp.check_entry('credentials.removed', 'owner', 'mightycall', '{}');
select is_empty($$ select action from public.audit_log l where l.org_id = pg_temp.id('org') and l::text ~ 'sealed|a{64}|b{64}' $$, 'no entry holds a secret or a fingerprint');

-- Append-only
select throws_ok($$ update public.audit_log set outcome = 'failed' where org_id = pg_temp.id('org') $$, '42501', null, 'not even the database owner''s statements change an entry');
select throws_ok($$ delete from public.audit_log where org_id = pg_temp.id('org') $$, '42501', null, 'or delete one');
select throws_ok($$ truncate public.audit_log $$, '42501', null, 'or all');
select lives_ok($$ delete from public.organizations where id = pg_temp.id('org') $$, 'an org goes with its log');
select is((select count(*) from public.audit_log where org_id = pg_temp.id('org')), 0::bigint, 'and nothing is left of it');

select * from finish();
rollback;
