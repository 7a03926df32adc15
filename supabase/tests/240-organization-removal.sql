-- Removing an org leaves nothing of it, and nothing else changes.
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

insert into auth.users (id, email) select pg_temp.id(n), n || '@sync.test' from unnest(array['admin', 'neighbour']) n;
insert into public.memberships (org_id, user_id, role) values (pg_temp.id('org'), pg_temp.id('admin'), 'admin');
insert into public.organizations (id, name, slug) values (pg_temp.id('other org'), 'Org', pg_temp.id('other org')::text);
insert into public.memberships (org_id, user_id, role) values (pg_temp.id('other org'), pg_temp.id('neighbour'), 'owner');
insert into public.integrations (id, org_id, account_type) values (pg_temp.id('other integration'), pg_temp.id('other org'), 'classic');
insert into public.sync_streams (integration_id, stream, org_id, interval_seconds) values (pg_temp.id('other integration'), 'calls', pg_temp.id('other org'), 300);

-- Both orgs get rows of every kind.
create function pg_temp.fill(org uuid, integration uuid, person uuid) returns void language plpgsql as $$
declare
  phone_number_id uuid := gen_random_uuid();
  call_id uuid := gen_random_uuid();
begin
  insert into public.phone_numbers (id, org_id, integration_id, number) values (phone_number_id, org, integration, '+15550100900');
  insert into public.number_assignments (org_id, user_id, phone_number_id) values (org, person, phone_number_id);
  insert into public.calls (id, org_id, integration_id, external_id, phone_number_id, direction, outcome, started_at)
  values (call_id, org, integration, '1', phone_number_id, 'inbound', 'answered', now());
  insert into public.recordings (org_id, call_id, phone_number_id, started_at) values (org, call_id, phone_number_id, now());
  insert into private.recording_sources (recording_id, url) select r.id, 'https://provider.invalid' from public.recordings r where r.org_id = org;
  insert into public.sms_messages (org_id, integration_id, external_id, phone_number_id, direction, sent_at)
  values (org, integration, '1', phone_number_id, 'inbound', now());
  insert into public.sync_jobs (org_id, integration_id, stream, trigger) values (org, integration, 'calls', 'schedule');
  insert into public.invitations (org_id, email, role) values (org, 'someone@sync.test', 'agent');
end;
$$;
select pg_temp.fill(pg_temp.id('org'), pg_temp.id('integration'), pg_temp.id('owner'));
select pg_temp.fill(pg_temp.id('other org'), pg_temp.id('other integration'), pg_temp.id('neighbour'));

-- How many rows every table with an org_id has of an org.
create function pg_temp.rows_of(org uuid) returns table (relation text, row_count bigint) language plpgsql as $$
declare
  name text;
begin
  for name in
    select format('%I.%I', c.relnamespace::regnamespace, c.relname) from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    where a.attname = 'org_id' and c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'private') order by 1
  loop
    return query execute format('select %L, count(*) from %s where org_id = $1', name, name) using org;
  end loop;
end;
$$;
create temp table neighbours as select * from pg_temp.rows_of(pg_temp.id('other org'));
select is_empty($$ select relation from pg_temp.rows_of(pg_temp.id('org')) where row_count = 0 $$, 'the org has rows of every kind');

select is(pg_temp.attempt('admin', $$ select public.remove_organization(pg_temp.id('org'), 'Org') $$), 'PT403', 'an admin can''t remove it');
select is(pg_temp.attempt('neighbour', $$ select public.remove_organization(pg_temp.id('org'), 'Org') $$), 'PT404', 'nor another org''s owner');
select is(pg_temp.attempt('owner', $$ select public.remove_organization(pg_temp.id('org'), 'org') $$), '22023', 'nor its owner without its very name');
select is(pg_temp.attempt('owner', $$ select public.remove_organization(pg_temp.id('org'), null) $$), '22023', 'or without a name');
select is_empty($$ select relation from pg_temp.rows_of(pg_temp.id('org')) where row_count = 0 $$, 'all of it is there after that');

select is(pg_temp.attempt('owner', $$ select public.remove_organization(pg_temp.id('org'), 'Org') $$), '1', 'its owner removes it');
select is((select p.proconfig from pg_proc p where p.oid = 'public.remove_organization(uuid, text)'::regprocedure),
  array['search_path=""', 'statement_timeout=60s'], 'with the time that a large one takes');
select is_empty($$ select * from pg_temp.rows_of(pg_temp.id('org')) where row_count > 0 $$, 'no table has a row of it');
select is_empty($$ select from private.integration_credentials where integration_id = pg_temp.id('integration') $$, 'its credentials are gone');
select is_empty($$ select from private.recording_sources s where not exists (select from public.recordings r where r.id = s.recording_id) $$, 'so are its recordings'' addresses');
select results_eq($$ select name, removed_by, removed_by_email from private.removed_organizations where id = pg_temp.id('org') $$,
  $$ values ('Org', pg_temp.id('owner'), 'owner@sync.test') $$, 'that it was removed, and by whom, is kept for the operator');
select set_eq($$ select * from pg_temp.rows_of(pg_temp.id('other org')) $$, 'select * from neighbours', 'another org of the same name is as before');
select isnt_empty($$ select from public.profiles where id = pg_temp.id('owner') $$, 'people keep their accounts');
select is(array[private.keep_organization(pg_temp.id('org')), private.keep_organization(pg_temp.id('other org'))], array[false, true],
  'who needs an org hears whether it is still there');

select * from finish();
rollback;
