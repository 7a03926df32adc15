-- Signing up grants nothing and always works; creating an org makes its creator the owner, or does nothing at all.
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

insert into auth.users (id, email, raw_user_meta_data) values
  (pg_temp.id('person'), 'person@onboarding.test',
    '{"full_name": "Ada", "role": "owner", "org_role": "owner", "is_platform_admin": true, "org_id": "all"}'),
  (pg_temp.id('long'), 'long@onboarding.test', jsonb_build_object('full_name', repeat('x', 5000))),
  (pg_temp.id('odd'), null, '["no", "object"]');
select results_eq($$ select email, full_name from public.profiles where id = pg_temp.id('person') $$, $$ values ('person@onboarding.test', 'Ada') $$,
  'a sign-up makes a profile with the address and the name');
select is((select length(full_name) from public.profiles where id = pg_temp.id('long')), 120, 'a name that is too long is cut');
select is((select count(*) from public.profiles where id = pg_temp.id('odd')), 1::bigint, 'sign-up data of any shape makes a profile');
select is((select count(*) from public.memberships where user_id = pg_temp.id('person')), 0::bigint, 'metadata makes nobody a member');
select is(pg_temp.attempt('person', $$ select 1 where public.my_access() ->> 'is_platform_admin' = 'true' $$), '0', 'nor a platform admin');

update auth.users set email = 'new@onboarding.test' where id = pg_temp.id('person');
select is((select email from public.profiles where id = pg_temp.id('person')), 'new@onboarding.test', 'a new address reaches the profile');
insert into auth.users (id, email, raw_user_meta_data) values (pg_temp.id('lines'), 'lines@onboarding.test', '{"full_name": "Eve\r\nBcc: all"}');
select is((select full_name from public.profiles where id = pg_temp.id('lines')), 'Eve Bcc: all', 'a name is one line');
select is(pg_temp.attempt('lines', $$ update public.profiles set full_name = E'Eve\nBcc: all' $$), '23514', 'and stays one');
savepoint before_sabotage;
alter table public.profiles add constraint refuse_all check (false) not valid;
select lives_ok($$ insert into auth.users (id, email) values (pg_temp.id('unlucky'), 'unlucky@onboarding.test') $$,
  'a profile that can''t be written never stops a sign-up');
rollback to savepoint before_sabotage;
delete from public.profiles where id = pg_temp.id('long');

select is(pg_temp.attempt('person', $$ select * from public.create_organization('  Über Calls & Co.  ', 'Europe/Berlin') $$), '1', 'a person creates an org');
select results_eq(
  $$ select o.name, o.slug, o.time_zone, m.role::text from public.organizations o join public.memberships m on m.org_id = o.id
     where m.user_id = pg_temp.id('person') $$,
  $$ values ('Über Calls & Co.', 'ber-calls-co', 'Europe/Berlin', 'owner') $$, 'and owns it, under a tidy name');
select is(pg_temp.attempt('long', $$ select * from public.create_organization('Über Calls & Co.', 'UTC') $$), '1',
  'the same name is free to others, and a lost profile is made up for');
select matches((select o.slug from public.organizations o join public.memberships m on m.org_id = o.id where m.user_id = pg_temp.id('long')),
  '^ber-calls-co-[0-9a-f]{6}$', 'with a URL name of its own');
select is(pg_temp.attempt('person', $$ select * from public.create_organization('日本語', 'Asia/Tokyo') $$), '1', 'a name without Latin letters works');

select throws_ok($$ select private.create_organization('Nobody''s', 'UTC') $$, '42501', 'Sign in to create an organization.', 'an org needs a person');

create temp table count_before as select count(*) from public.organizations;
select is(pg_temp.attempt('person', $$ select * from public.create_organization('Nowhere', 'Mars/Olympus') $$), '22023', 'an unknown time zone is refused');
select is(pg_temp.attempt('person', $$ select * from public.create_organization('Nowhere', null) $$), '22023', 'a missing time zone is refused');
select is(pg_temp.attempt('person', $$ select * from public.create_organization('   ', 'UTC') $$), '22023', 'an empty name is refused');
select is(pg_temp.attempt('person', $$ select * from public.create_organization(repeat('x', 121), 'UTC') $$), '22023', 'a name that is too long is refused');
select is((select count(*) from public.organizations), (select count from count_before), 'and no half-made org is left');

select is(pg_temp.attempt('person', $$ select public.create_organization('Org ' || n, 'UTC') from generate_series(3, 5) n $$), '3', 'a person may own five orgs');
select is(pg_temp.attempt('person', $$ select public.create_organization('Org 6', 'UTC') $$), 'PT429', 'and not six');
insert into private.platform_admins (user_id) values (pg_temp.id('person'));
select is(pg_temp.attempt('person', $$ select public.create_organization('Org 6', 'UTC') $$), '1', 'unless they operate the installation');
select is(pg_temp.attempt('long', $$ update public.organizations set time_zone = 'Mars/Olympus' $$), '22023', 'nor can an org move to a zone that does not exist');

select * from finish();
rollback;
