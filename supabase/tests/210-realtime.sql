-- Live news of syncs: members hear their own org's channel, nobody sends, and no row travels on it.
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

insert into auth.users (id, email) select pg_temp.id(n), n || '@sync.test' from unnest(array['agent', 'stranger', 'operator']) n;
insert into public.memberships (org_id, user_id, role) values (pg_temp.id('org'), pg_temp.id('agent'), 'agent');
insert into private.platform_admins (user_id) values (pg_temp.id('operator'));
-- As the service asks: whether the person sees a message of the channel they want to join.
create function pg_temp.hears(person text, topic text) returns text language plpgsql as $$
begin
  insert into realtime.messages (topic, extension) values (topic, 'broadcast');
  perform set_config('realtime.topic', topic, true);
  return pg_temp.attempt(person, format('select from realtime.messages where topic = %L and extension = ''broadcast'' limit 1', topic));
end;
$$;
create temp table channel as select 'org:' || pg_temp.id('org') as topic;

select is(pg_temp.hears('agent', topic), '1', 'a member hears the org''s channel') from channel;
select is(pg_temp.hears('operator', topic), '1', 'so does an operator') from channel;
select is(pg_temp.hears('stranger', topic), '0', 'a stranger does not') from channel;
select is(pg_temp.hears('agent', 'org:' || gen_random_uuid()), '0', 'nor a member another org''s');
select is(pg_temp.hears('agent', 'org:'), '0', 'or a channel of no org');
select is(pg_temp.hears('agent', 'anything'), '0', 'or any other');
delete from public.memberships where user_id = pg_temp.id('agent');
select is(pg_temp.hears('agent', topic), '0', 'who is removed hears no more') from channel;
select is(pg_temp.attempt('owner', format('insert into realtime.messages (topic, extension) values (%L, ''broadcast'')', topic)), '42501', 'nobody sends') from channel;

delete from realtime.messages where topic = (select topic from channel);
select private.enqueue_stream(pg_temp.id('integration'), 'calls', 'schedule');
select is((select count(*) from realtime.messages m join channel using (topic) where m.private), 1::bigint, 'a sync that moves is announced, on the private channel');
select results_eq(
  $$ select k from realtime.messages m join channel using (topic) cross join jsonb_object_keys(m.payload) k order by k $$,
  $$ values ('has_changed_rows'), ('id'), ('integration_id'), ('job_id'), ('status'), ('stream') $$, 'by ids and states alone');

-- Whether there is anything to read anew.
create function pg_temp.said_last() returns boolean language sql as $$
  select (m.payload ->> 'has_changed_rows')::boolean from realtime.messages m join channel using (topic)
  where m.payload ->> 'status' = 'succeeded' limit 1;
$$;
update public.sync_jobs set status = 'succeeded', finished_at = now(), rows_fetched = 9, rows_unchanged = 9 where org_id = pg_temp.id('org');
select is(pg_temp.said_last(), false, 'a sync that found nothing new says so');
delete from realtime.messages;
update public.sync_jobs set rows_updated = 1 where org_id = pg_temp.id('org');
select is(pg_temp.said_last(), null, 'what readers don''t see of a sync is not announced');
update public.sync_jobs set rows_fetched = 10 where org_id = pg_temp.id('org');
select is(pg_temp.said_last(), true, 'as does one that changed a row');

select * from finish();
rollback;
