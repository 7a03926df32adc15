-- Tickets to hear a recording: for one person and one recording, for minutes, and asked again each time.
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

insert into auth.users (id, email) select pg_temp.id(n), n || '@sync.test' from unnest(array['agent', 'stranger']) n;
insert into public.memberships (org_id, user_id, role) values (pg_temp.id('org'), pg_temp.id('agent'), 'agent');
insert into public.phone_numbers (id, org_id, integration_id, number) values (pg_temp.id('number'), pg_temp.id('org'), pg_temp.id('integration'), '+15550100900');
insert into public.calls (id, org_id, integration_id, external_id, phone_number_id, direction, outcome, started_at)
values (pg_temp.id('call'), pg_temp.id('org'), pg_temp.id('integration'), '1', pg_temp.id('number'), 'inbound', 'answered', now());
insert into public.recordings (id, org_id, call_id, phone_number_id, started_at)
values (pg_temp.id('recording'), pg_temp.id('org'), pg_temp.id('call'), pg_temp.id('number'), now());
insert into private.recording_sources (recording_id, url) values (pg_temp.id('recording'), 'https://provider.invalid/audio');
create function pg_temp.issue(person text, ticket text) returns text language plpgsql as $$
begin
  perform worker.issue_playback_ticket(pg_temp.id(person), pg_temp.id('recording'), md5(ticket));
  return 'issued';
exception when others then
  return sqlstate;
end;
$$;
create function pg_temp.redeem(ticket text) returns text language sql as $$ select worker.redeem_playback_ticket(md5(ticket)) ->> 'url'; $$;

select is(pg_temp.issue('stranger', 'x'), 'PT404', 'a stranger gets no ticket');
select is(pg_temp.issue('agent', 'x'), 'PT404', 'nor does an agent without the number');
select throws_ok($$ select worker.issue_playback_ticket(pg_temp.id('owner'), gen_random_uuid(), '00') $$, 'PT404', null, 'nor anyone for what does not exist');
select is(pg_temp.issue('owner', 'owner''s'), 'issued', 'the owner gets one');
insert into public.number_assignments (org_id, user_id, phone_number_id) values (pg_temp.id('org'), pg_temp.id('agent'), pg_temp.id('number'));
select is(pg_temp.issue('agent', 'agent''s'), 'issued', 'and the agent once the number is theirs');
select is(pg_temp.redeem('agent''s'), 'https://provider.invalid/audio', 'a ticket opens the recording');
select is(pg_temp.redeem('agent''s'), 'https://provider.invalid/audio', 'again, since players seek');
select is(pg_temp.redeem('made up'), null, 'a made-up one does not');
select is((select count(*) from public.audit_log where org_id = pg_temp.id('org') and action = 'recording.played' and actor_email in ('owner@sync.test', 'agent@sync.test')), 2::bigint,
  'each play is noted with its person');
delete from public.number_assignments where user_id = pg_temp.id('agent');
select is(pg_temp.redeem('agent''s'), null, 'taking the number away ends it at once');
select is(pg_temp.redeem('owner''s'), 'https://provider.invalid/audio', 'for that person alone');
update private.playback_tickets set expires_at = now();
select is(pg_temp.redeem('owner''s'), null, 'a ticket runs out');
update private.rate_limit_rules set per_person = 2 where action = 'play_recording';
select is(pg_temp.issue('owner', 'two'), 'issued', 'a person plays only so often');
select is(pg_temp.issue('owner', 'three'), 'PT429', 'and no more');

select * from finish();
rollback;
