-- What operators see of every org, and what admins see of a member's view: the truth, and nothing for anyone else.
begin;
set local client_min_messages = error;
create extension if not exists pgtap with schema extensions;
set local search_path = extensions;
select no_plan();

create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5('a test''s ' || name)::uuid; $$;
grant execute on function pg_temp.id(text) to public;

-- The answer of an expression to a signed-in person, or the code of its refusal.
create function pg_temp.ask(person text, expression text) returns text language plpgsql as $$
declare
  answer text;
  owner constant text := current_user;
begin
  perform
    set_config('request.jwt.claims', jsonb_build_object('sub', pg_temp.id(person), 'role', 'authenticated', 'aal', 'aal1')::text, true),
    set_config('role', 'authenticated', true);
  execute 'select (' || expression || ')::text' into answer;
  perform set_config('request.jwt.claims', '', true), set_config('role', owner, true);
  return answer;
exception when others then
  return sqlstate;
end;
$$;

insert into auth.users (id, email) select pg_temp.id(name), name || '@view.test' from unnest(array['operator', 'owner', 'admin', 'manager', 'agent', 'idle', 'outsider']) name;
insert into private.platform_admins (user_id) values (pg_temp.id('operator'));
insert into public.organizations (id, name, slug)
select pg_temp.id(name), 'View test ' || name, pg_temp.id(name)::text from unnest(array['busy', 'broken', 'stale', 'unconnected']) name;
insert into public.memberships (org_id, user_id, role)
select pg_temp.id('busy'), pg_temp.id(r.name), r.role::public.org_role
from (values ('owner', 'owner'), ('admin', 'admin'), ('manager', 'manager'), ('agent', 'agent'), ('idle', 'agent')) r (name, role);
insert into public.memberships (org_id, user_id, role) select pg_temp.id(name), pg_temp.id('outsider'), 'owner' from unnest(array['broken', 'stale', 'unconnected']) name;
insert into public.integrations (id, org_id, account_type, status, error_hint)
select pg_temp.id(name || ' integration'), pg_temp.id(name), 'classic', case name when 'broken' then 'error' else 'connected' end::public.integration_status,
  case name when 'broken' then 'Save the keys again.' end
from unnest(array['busy', 'broken', 'stale']) name;
insert into public.sync_streams (integration_id, org_id, stream, interval_seconds, last_success_at, consecutive_failures)
select pg_temp.id(s.name || ' integration'), pg_temp.id(s.name), s.stream::public.sync_stream, 300, now() - s.age, s.failures
from (values
  ('busy', 'calls', interval '1 minute', 0), ('busy', 'sms_messages', interval '15 minutes', 0),
  ('broken', 'calls', interval '1 minute', 2), ('broken', 'sms_messages', null, 0),
  ('stale', 'calls', interval '1 day', 0)
) s (name, stream, age, failures);

-- The overview
create function pg_temp.overview(columns text, arguments text default '''view test''') returns text language sql as $$
  select pg_temp.ask('operator', format('select jsonb_agg(jsonb_build_array(%s) order by name) from public.platform_overview(%s)', columns, arguments));
$$;
select is(pg_temp.overview('name, people, integration_status, worst_freshness, failing_streams, needs_attention')::jsonb, '[
  ["View test broken", 1, "error", "never", ["calls"], true],
  ["View test busy", 5, "connected", "late", [], false],
  ["View test stale", 1, "connected", "stale", [], true],
  ["View test unconnected", 1, null, null, [], false]
]', 'an operator sees each org with its people, its connection, its worst stream and what fails');
select is(pg_temp.overview('integration_hint')::jsonb -> 0, '["Save the keys again."]', 'and what to do');
select is(pg_temp.overview('name', '''view test'', true')::jsonb, '[["View test broken"], ["View test stale"]]', 'or those alone that need attention');
select is(pg_temp.overview('name', '''VIEW TEST B''')::jsonb, '[["View test broken"], ["View test busy"]]', 'found by a part of the name, whatever its case');
select is(pg_temp.overview('name', '''%''')::jsonb, null, 'in which no character is a wildcard');
select is(pg_temp.overview('name', format('''view test'', false, ''View test busy'', %L, 1', pg_temp.id('busy')))::jsonb, '[["View test stale"]]', 'a page goes on where the one before ended');
select is(pg_temp.ask(person, 'select count(*) from public.platform_overview()'), '0', person || ' sees no overview, not even of their own')
from unnest(array['owner', 'admin', 'manager', 'agent', 'outsider']) person;

-- The preview
insert into public.phone_numbers (id, org_id, integration_id, number)
select pg_temp.id(name), pg_temp.id('busy'), pg_temp.id('busy integration'), '+1555010090' || at from unnest(array['one', 'two']) with ordinality n (name, at);
insert into public.number_assignments (org_id, user_id, phone_number_id) values (pg_temp.id('busy'), pg_temp.id('agent'), pg_temp.id('one'));
insert into public.calls (org_id, integration_id, external_id, phone_number_id, direction, outcome, started_at)
select pg_temp.id('busy'), pg_temp.id('busy integration'), c.name, pg_temp.id(c.number), 'inbound', 'answered', now() - c.age
from (values ('a', 'one', interval '1 day'), ('b', 'one', interval '40 days'), ('c', 'two', interval '1 day'), ('d', null, interval '1 day')) c (name, number, age);
insert into public.sms_messages (org_id, integration_id, external_id, phone_number_id, direction, sent_at)
values (pg_temp.id('busy'), pg_temp.id('busy integration'), 'm', pg_temp.id('one'), 'inbound', now() - interval '1 day');

create function pg_temp.preview(viewer text, person text) returns text language sql as $$
  select pg_temp.ask(viewer, format('public.preview_access(%L, %L, now() - interval ''30 days'')', pg_temp.id('busy'), pg_temp.id(person)));
$$;
select is(
  pg_temp.preview('admin', person)::jsonb - 'sees_everything' || jsonb_build_object('numbers', jsonb_array_length(pg_temp.preview('admin', person)::jsonb -> 'numbers')),
  jsonb_build_object(
    'numbers', pg_temp.ask(person, 'select count(*) from public.phone_numbers')::integer,
    'calls', pg_temp.ask(person, 'select count(*) from public.calls where started_at >= now() - interval ''30 days''')::integer,
    'messages', pg_temp.ask(person, 'select count(*) from public.sms_messages where sent_at >= now() - interval ''30 days''')::integer),
  'the preview of the ' || person || ' is what they see')
from unnest(array['owner', 'admin', 'manager', 'agent', 'idle']) person;
select is((pg_temp.preview('admin', 'manager')::jsonb ->> 'calls')::integer, 3, 'a manager sees the calls of no known number, too');
select is(pg_temp.preview('owner', 'agent')::jsonb -> 'numbers' -> 0 ->> 'calls', '1', 'each number comes with its calls');
select is(pg_temp.preview(viewer, 'agent'), 'PT404', 'the ' || viewer || ' previews nobody') from unnest(array['manager', 'agent', 'outsider']) viewer;
select is(pg_temp.preview('owner', 'outsider'), 'PT404', 'and nobody previews an outsider');
select is(
  pg_temp.ask('admin', format('select auth.uid() from public.preview_access(%L, %L, now()) where auth.uid() is not null', pg_temp.id('busy'), pg_temp.id('agent'))),
  pg_temp.id('admin')::text, 'who looks is themselves again afterwards');
select is(
  pg_temp.ask('admin', format('select count(*) from public.memberships, public.preview_access(%L, %L, now())', pg_temp.id('busy'), pg_temp.id('agent'))),
  '5', 'and sees what is theirs to see');

select * from finish();
rollback;
