-- What is forgotten each day, and what is not.
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

insert into public.sync_jobs (id, org_id, integration_id, stream, trigger, status, finished_at, created_at)
select pg_temp.id(j.name), pg_temp.id('org'), pg_temp.id('integration'), 'calls', 'schedule', 'succeeded', now() - j.age, now() - interval '60 days'
from (values ('old job', interval '31 days'), ('recent job', interval '29 days')) j (name, age);
insert into public.sync_jobs (id, org_id, integration_id, stream, trigger, created_at)
values (pg_temp.id('waiting job'), pg_temp.id('org'), pg_temp.id('integration'), 'calls', 'schedule', now() - interval '60 days');
insert into private.provider_requests values (repeat('a', 64), now() - interval '49 hours', 1), (repeat('a', 64), now() - interval '25 hours', 2);
insert into private.rate_limits values
  ('invite', pg_temp.id('owner'), now() - interval '25 hours', 1), ('invite', pg_temp.id('owner'), now() - interval '1 hour', 2);
insert into private.access_tokens values (pg_temp.id('integration'), (select max(version) from private.credential_keys), 'iv', 'dead', now() - interval '1 second');
insert into public.audit_log (org_id, action, at) values (pg_temp.id('org'), 'recording.played', now() - interval '5 years');

select private.keep_house();
select is_empty($$ select from public.sync_jobs where id = pg_temp.id('old job') $$, 'a job is forgotten a month after its end');
select is((select count(*) from public.sync_jobs where id in (pg_temp.id('recent job'), pg_temp.id('waiting job'))), 2::bigint,
  'not earlier, and never while it waits');
select results_eq($$ select used from private.provider_requests where account_fingerprint = repeat('a', 64) $$, $$ values (2) $$,
  'requests are forgotten when they no longer count');
select results_eq($$ select used from private.rate_limits where subject = pg_temp.id('owner') $$, $$ values (2) $$, 'so are uses of a limit');
select is_empty($$ select from private.access_tokens where integration_id = pg_temp.id('integration') $$, 'a dead token is forgotten');
select is((select count(*) from public.audit_log where org_id = pg_temp.id('org') and action = 'recording.played'), 1::bigint, 'the audit log forgets nothing');
select is((select count(*) from private.integration_credentials where integration_id = pg_temp.id('integration')), 1::bigint, 'nor are credentials lost');

select * from finish();
rollback;
