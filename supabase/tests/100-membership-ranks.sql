-- Ranks and the last owner. What each rank may do to each other one is tried for random people in
-- 030-isolation-oracle.sql; these are the cases that need a story.
begin;
set local client_min_messages = error;
create extension if not exists pgtap with schema extensions;
set local search_path = extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('a test''s ' || name)::uuid; $$;
grant execute on function pg_temp.id(text) to public;

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

insert into auth.users (id, email) select pg_temp.id(n), n || '@ranks.test' from unnest(array['owner', 'admin', 'peer', 'agent', 'outsider']) n;
insert into public.organizations (id, name, slug) values (pg_temp.id('org'), 'Org', pg_temp.id('org')::text);
insert into public.memberships (org_id, user_id, role) values
  (pg_temp.id('org'), pg_temp.id('owner'), 'owner'), (pg_temp.id('org'), pg_temp.id('admin'), 'admin'), (pg_temp.id('org'), pg_temp.id('peer'), 'admin'),
  (pg_temp.id('org'), pg_temp.id('agent'), 'agent');
-- Another org has an owner too, which is of no help to this one.
insert into public.organizations (id, name, slug) values (pg_temp.id('other org'), 'Other', pg_temp.id('other org')::text);
insert into public.memberships (org_id, user_id, role) values (pg_temp.id('other org'), pg_temp.id('outsider'), 'owner');
create temp view roles as
select m.role from public.memberships m where m.org_id = pg_temp.id('org') and m.user_id = pg_temp.id('owner');

select is(pg_temp.attempt('owner', $$ delete from public.memberships where user_id = pg_temp.id('owner') $$), '23514', 'the last owner can''t leave');
select is(pg_temp.attempt('owner', $$ update public.memberships set role = 'agent' where user_id = pg_temp.id('owner') $$), '23514', 'the last owner can''t step down');
select throws_ok($$ delete from public.memberships where user_id = pg_temp.id('owner') $$, '23514', 'An organization always keeps an owner.',
  'not even the system removes the last owner');
select throws_ok($$ delete from auth.users where id = pg_temp.id('owner') $$, '23514', null, 'the last owner''s account can''t be deleted under the org');
select is((select role from roles), 'owner', 'after all that the owner is still the owner');

select is(pg_temp.attempt('admin', $$ update public.memberships set role = 'owner' where user_id = pg_temp.id('admin') $$), '42501', 'an admin can''t make themself an owner');
select is(pg_temp.attempt('admin', $$ update public.memberships set role = 'admin' where user_id = pg_temp.id('agent') $$), '42501', 'an admin can''t make others their equals');
select is(pg_temp.attempt('admin', $$ delete from public.memberships where user_id = pg_temp.id('owner') $$), '42501', 'an admin can''t remove the owner');
select is(pg_temp.attempt('admin', $$ delete from public.memberships where user_id = pg_temp.id('peer') $$), '42501', 'nor another admin');
select is(pg_temp.attempt('admin', $$ update public.memberships set role = 'agent' where user_id = pg_temp.id('peer') $$), '42501', 'nor demote one');
select is(pg_temp.attempt('admin', $$ update public.memberships set user_id = pg_temp.id('outsider') where user_id = pg_temp.id('agent') $$), '42501',
  'a membership can''t be handed to someone else');
select is(pg_temp.attempt('outsider', $$ insert into public.memberships values (pg_temp.id('org'), pg_temp.id('outsider'), 'agent') $$), '42501',
  'nobody lets themself in');

select is(pg_temp.attempt('owner', $$ update public.memberships set role = 'owner' where user_id = pg_temp.id('admin') $$), '1', 'an owner makes another owner');
select is(pg_temp.attempt('owner', $$ delete from public.memberships where user_id = pg_temp.id('owner') $$), '1', 'then the first one may leave');
select is(pg_temp.attempt('owner', $$ select from public.organizations where id = pg_temp.id('org') $$), '0', 'and sees the org no more');
select is(pg_temp.attempt('agent', $$ delete from public.memberships where user_id = pg_temp.id('agent') $$), '1', 'an agent may leave');

select lives_ok($$ delete from public.organizations where id = pg_temp.id('org') $$, 'deleting an org takes its last owner''s membership along');
select is((select count(*) from public.memberships where org_id = pg_temp.id('org')), 0::bigint, 'and no membership is left');

select * from finish();
rollback;
