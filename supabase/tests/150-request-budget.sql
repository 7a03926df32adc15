-- The provider's daily requests are one account's, counted before they are sent, and never exceeded.
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

update private.provider_limits set requests_per_day = 10, reserved_for_people = 3 where provider = 'mightycall';
create function pg_temp.granted(wanted integer, for_person boolean) returns integer language sql as $$
  select (worker.reserve_requests(pg_temp.id('integration'), wanted, for_person) ->> 'granted')::integer;
$$;
create function pg_temp.used() returns integer language sql as $$ select used from private.budget_of(repeat('a', 64), 'mightycall'); $$;

select is(pg_temp.granted(4, false), 4, 'scheduled work takes what it wants');
select is(pg_temp.granted(4, false), 3, 'down to what is kept for people');
select is(pg_temp.granted(4, false), 0, 'and then nothing');
select is(pg_temp.granted(2, true), 2, 'people have that');
select is(pg_temp.granted(100, true), 1, 'to the last one');
select is(pg_temp.granted(1, true), 0, 'and no more');
select is(pg_temp.used(), 10, 'all ten are counted');
select is(worker.reserve_requests(pg_temp.id('integration'), 1, true) ->> 'left', '0', 'nothing is left');
select is((worker.reserve_requests(pg_temp.id('integration'), 1, true) ->> 'refills_at')::timestamptz, date_trunc('hour', now()) + interval '25 hours', 'and it is said until when');
select is(worker.spend_request_of_account(repeat('a', 64), 'mightycall'), false, 'not even by trying the same account''s key before saving it');
select is(worker.spend_request_of_account(repeat('f', 64), 'mightycall'), true, 'another account has its own');
select is(worker.spend_request_of_account(repeat('f', 64), 'unheard-of'), false, 'a provider without limits gets nothing');

select worker.return_requests(pg_temp.id('integration'), 4);
select is(pg_temp.used(), 6, 'what wasn''t sent is given back');
select is(pg_temp.granted(4, true), 4, 'and can be used');
select worker.return_requests(pg_temp.id('integration'), -5);
select is(pg_temp.used(), 10, 'giving back less than nothing does nothing');
select worker.return_requests(pg_temp.id('integration'), 100);
select is(pg_temp.used(), 0, 'more than everything is everything');

delete from private.provider_requests where account_fingerprint = repeat('a', 64);
insert into private.provider_requests values
  (repeat('a', 64), date_trunc('hour', now()) - interval '24 hours', 4), (repeat('a', 64), date_trunc('hour', now()) - interval '25 hours', 6);
select is(pg_temp.used(), 4, 'an hour counts until its last second is a day old');
select is(pg_temp.granted(100, true), 6, 'and frees its requests then');

delete from private.provider_requests where account_fingerprint = repeat('a', 64);
update private.provider_limits set reserved_for_schedule = 2 where provider = 'mightycall';
select is((worker.reserve_requests(pg_temp.id('integration'), 100, false, true) ->> 'granted')::integer, 5, 'history leaves what is kept for people and for the clock');
select is(pg_temp.granted(100, false), 2, 'the clock has its own share');
select is(pg_temp.granted(100, true), 3, 'and people theirs');

insert into public.organizations (id, name, slug) values (pg_temp.id('twin'), 'Twin', pg_temp.id('twin')::text);
insert into public.integrations (id, org_id, account_type) values (pg_temp.id('twin integration'), pg_temp.id('twin'), 'classic');
insert into private.integration_credentials values (pg_temp.id('twin integration'), (select max(version) from private.credential_keys), 'iv', 'sealed', repeat('a', 64));
select is((worker.reserve_requests(pg_temp.id('twin integration'), 1, true) ->> 'granted')::integer, 0, 'two orgs on one account share its budget');

select throws_ok($$ select pg_temp.granted(0, true) $$, '22023', null, 'wanting none is refused');
select throws_ok($$ select pg_temp.granted(101, true) $$, '22023', null, 'so is wanting too many at once');
select throws_ok($$ select pg_temp.granted(null, true) $$, '22023', null, 'or who knows how many');
select throws_ok($$ select worker.reserve_requests(gen_random_uuid(), 1, true) $$, 'PT409', null, 'without credentials there is nothing to spend');
select throws_ok($$ update private.provider_limits set reserved_for_people = 10 $$, '23514', null, 'people can''t have all of it kept');

select * from finish();
rollback;
