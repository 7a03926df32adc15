-- Random orgs, people, roles and assignments from a fixed seed. What each person sees and may change is worked out
-- here by plain joins over the same facts, and compared with what the database lets them see and change.
begin;
set local client_min_messages = error;
create extension if not exists pgtap with schema extensions;
set local search_path = extensions;
select no_plan();

create temp table orgs (label integer primary key, id uuid default gen_random_uuid(), integration_id uuid default gen_random_uuid());
create temp table people (label integer primary key, id uuid default gen_random_uuid(), is_platform_admin boolean);

create function pg_temp.invent() returns void language plpgsql as $$
declare
  org orgs;
  person people;
  i integer;
begin
  perform setseed(0.2);
  insert into orgs (label) select generate_series(1, 3);
  insert into people (label, is_platform_admin) select n, n = 14 from generate_series(1, 14) n;
  insert into auth.users (id, email) select p.id, p.label || '@oracle.test' from people p;
  insert into private.platform_admins (user_id) select p.id from people p where p.is_platform_admin;
  for org in select * from orgs order by label loop
    insert into public.organizations (id, name, slug) values (org.id, 'Org ' || org.label, 'oracle-' || org.id);
    insert into public.integrations (id, org_id, account_type) values (org.integration_id, org.id, 'classic');
    insert into public.sync_streams (integration_id, stream, org_id, interval_seconds)
    values (org.integration_id, 'calls', org.id, 300), (org.integration_id, 'sms_messages', org.id, 300);
    insert into public.phone_numbers (org_id, integration_id, number)
    select org.id, org.integration_id, '+1555010090' || n from generate_series(1, 4) n;
    -- Everyone but the platform admin and person 13 may have a role; each org has an owner.
    for person in select * from people where label <= 12 order by label loop
      if person.label = org.label then
        insert into public.memberships (org_id, user_id, role) values (org.id, person.id, 'owner');
      elsif random() < 0.65 then
        insert into public.memberships (org_id, user_id, role)
        values (org.id, person.id, (array['agent', 'agent', 'manager', 'admin', 'owner'])[1 + floor(random() * 5)::integer]::public.org_role);
      end if;
    end loop;
    for person in select p.* from people p join public.memberships m on m.user_id = p.id and m.org_id = org.id order by p.label loop
      insert into public.number_assignments (org_id, user_id, phone_number_id)
      select org.id, person.id, n.id from public.phone_numbers n where n.org_id = org.id and n.number = '+1555010090' || (1 + floor(random() * 6)::integer);
    end loop;
    for i in 1..10 loop
      insert into public.calls (org_id, integration_id, external_id, phone_number_id, direction, outcome, agent_extension, started_at)
      select org.id, org.integration_id, i, n.id, 'inbound', 'answered', '10' || i % 3, now()
      from (select '+1555010090' || (1 + floor(random() * 5)::integer) as number) r
      left join public.phone_numbers n on n.org_id = org.id and n.number = r.number;
    end loop;
    insert into public.recordings (org_id, call_id, phone_number_id, started_at)
    select org.id, c.id, c.phone_number_id, c.started_at from public.calls c where c.org_id = org.id and c.external_id::integer % 2 = 0;
    insert into public.sms_messages (org_id, integration_id, external_id, phone_number_id, direction, sent_at)
    select org.id, org.integration_id, c.external_id, c.phone_number_id, 'inbound', now() from public.calls c where c.org_id = org.id;
    insert into public.sync_jobs (org_id, integration_id, stream, trigger) values (org.id, org.integration_id, 'calls', 'schedule');
    insert into public.invitations (org_id, email, role) values (org.id, 'someone@oracle.test', 'agent');
  end loop;
end;
$$;
select pg_temp.invent();

-- The oracle: each person's rank in each org, and the numbers that are theirs.
create temp view ranks as
select p.label as person, o.label as org, o.id as org_id,
  case when p.is_platform_admin then 'owner' else m.role end as rank
from people p cross join orgs o
left join public.memberships m on m.org_id = o.id and m.user_id = p.id
where p.is_platform_admin or m.role is not null;
create temp view own_numbers as
select p.label as person, a.phone_number_id from people p join public.number_assignments a on a.user_id = p.id;

create temp table visible_rows as
select r.person, 'organizations' as relation, r.org_id::text as key from ranks r
union select r.person, 'memberships', concat(m.org_id, m.user_id) from ranks r join public.memberships m using (org_id) where r.rank >= 'manager'
union select p.label, 'memberships', concat(m.org_id, m.user_id) from people p join public.memberships m on m.user_id = p.id
union select r.person, 'profiles', m.user_id::text from ranks r join public.memberships m using (org_id) where r.rank >= 'manager'
union select p.label, 'profiles', p.id::text from people p
union select r.person, 'integrations', i.id::text from ranks r join public.integrations i using (org_id) where r.rank >= 'manager'
union select r.person, 'invitations', i.id::text from ranks r join public.invitations i using (org_id) where r.rank >= 'admin'
union select r.person, 'audit_log', l.id::text from ranks r join public.audit_log l using (org_id) where r.rank >= 'admin'
union select r.person, 'sync_streams', concat(s.integration_id, s.stream) from ranks r join public.sync_streams s using (org_id)
union select r.person, 'sync_stream_health', concat(s.integration_id, s.stream) from ranks r join public.sync_streams s using (org_id)
union select r.person, 'sync_jobs', j.id::text from ranks r join public.sync_jobs j using (org_id) where r.rank >= 'manager'
union select r.person, 'phone_numbers', n.id::text from ranks r join public.phone_numbers n using (org_id) where r.rank >= 'manager'
union select n.person, 'phone_numbers', n.phone_number_id::text from own_numbers n
union select r.person, 'number_assignments', concat(a.phone_number_id, a.user_id) from ranks r join public.number_assignments a using (org_id) where r.rank >= 'manager'
union select p.label, 'number_assignments', concat(a.phone_number_id, a.user_id) from people p join public.number_assignments a on a.user_id = p.id
union select r.person, 'calls', c.id::text from ranks r join public.calls c using (org_id) where r.rank >= 'manager'
union select n.person, 'calls', c.id::text from own_numbers n join public.calls c using (phone_number_id)
union select r.person, 'call_rollups', concat(c.org_id, c.quarter_start) from ranks r join public.call_rollups c using (org_id) where r.rank >= 'manager'
union select r.person, 'recordings', c.id::text from ranks r join public.recordings c using (org_id) where r.rank >= 'manager'
union select n.person, 'recordings', c.id::text from own_numbers n join public.recordings c using (phone_number_id)
union select r.person, 'sms_messages', s.id::text from ranks r join public.sms_messages s using (org_id) where r.rank >= 'manager'
union select n.person, 'sms_messages', s.id::text from own_numbers n join public.sms_messages s using (phone_number_id);

-- How a row of each relation is told from others, and which rows are ours.
create temp table readings (relation text, key text, ours text);
insert into readings
select relation, 'id', 'org_id = any ($1)'
from unnest(array['integrations', 'invitations', 'audit_log', 'sync_jobs', 'phone_numbers', 'calls', 'recordings', 'sms_messages']) relation
union all values
  ('organizations', 'id', 'id = any ($1)'),
  ('profiles', 'id', $$email like '%@oracle.test'$$),
  ('call_rollups', 'concat(org_id, quarter_start)', 'org_id = any ($1)'),
  ('memberships', 'concat(org_id, user_id)', 'org_id = any ($1)'),
  ('number_assignments', 'concat(phone_number_id, user_id)', 'org_id = any ($1)'),
  ('sync_streams', 'concat(integration_id, stream)', 'org_id = any ($1)'),
  ('sync_stream_health', 'concat(integration_id, stream)', 'org_id = any ($1)');

create function pg_temp.described(person people) returns text language sql as $$
  select format('person %s (%s)', person.label, coalesce(
    case when person.is_platform_admin then 'platform admin' else
      (select string_agg(format('%s of %s', r.rank, r.org), ', ' order by r.org) from ranks r where r.person = person.label) end, 'no org'));
$$;

create function pg_temp.act_as(person people) returns void language sql as $$
  select
    set_config('request.jwt.claims', jsonb_build_object('sub', person.id, 'role', 'authenticated', 'aal', 'aal1',
      'session_id', gen_random_uuid(), 'email', person.label || '@oracle.test')::text, true),
    set_config('role', 'authenticated', true);
$$;

create function pg_temp.seen(person people, reading readings) returns text[] language plpgsql as $$
declare
  our_orgs constant uuid[] := array(select id from orgs);
  keys text[];
begin
  begin
    perform pg_temp.act_as(person);
    execute format('select array_agg((%s)::text) from public.%s where %s', reading.key, reading.relation, reading.ours) into keys using our_orgs;
    raise exception 'undo' using errcode = 'UNDO0';
  exception when sqlstate 'UNDO0' then
    return coalesce(keys, '{}');
  end;
end;
$$;

create function pg_temp.check_reads() returns setof text language plpgsql as $$
declare
  person people;
  reading readings;
  seen text[];
  due text[];
begin
  for person in select * from people order by label loop
    for reading in select * from readings order by relation loop
      seen := pg_temp.seen(person, reading);
      due := array(select v.key from visible_rows v where v.person = person.label and v.relation = reading.relation);
      return next is(
        format('%s saw %s rows too many and missed %s', reading.relation,
          (select count(*) from (select unnest(seen) except select unnest(due)) t), (select count(*) from (select unnest(due) except select unnest(seen)) t)),
        format('%s saw 0 rows too many and missed 0', reading.relation),
        format('%s sees %s rows of %s', pg_temp.described(person), cardinality(due), reading.relation));
    end loop;
  end loop;
end;
$$;

-- Figures count the rows that their reader sees: no more, no less. Every call here is inbound, answered, of this moment.
create temp table figures (name text, relation text, query text);
insert into figures values
  ('call_kpis', 'calls', 'select inbound_answered from public.call_kpis($1, now() - interval ''1 day'', now() + interval ''1 day'')'),
  ('calls_over_time', 'calls', 'select sum(answered) from public.calls_over_time($1, now() - interval ''1 day'', now() + interval ''1 day'', ''day'')'),
  ('calls_by_weekday_and_hour', 'calls', 'select sum(answered) from public.calls_by_weekday_and_hour($1, now() - interval ''1 day'', now() + interval ''1 day'')'),
  ('call_count', 'calls', 'select public.call_count($1, now() - interval ''1 day'', now() + interval ''1 day'')'),
  ('calls_by_number', 'calls', 'select sum(answered) from public.calls_by_number($1, now() - interval ''1 day'', now() + interval ''1 day'')'),
  ('calls_by_agent', 'calls', 'select sum(inbound_answered) from public.calls_by_agent($1, now() - interval ''1 day'', now() + interval ''1 day'')'),
  ('message_threads', 'sms_messages', 'select sum(messages) from public.message_threads($1)');

create function pg_temp.figure(person people, org orgs, query text) returns bigint language plpgsql as $$
declare
  figure bigint;
begin
  begin
    perform pg_temp.act_as(person);
    execute query into figure using org.id;
    raise exception 'undo' using errcode = 'UNDO0';
  exception when sqlstate 'UNDO0' then
    return coalesce(figure, 0);
  end;
end;
$$;

create function pg_temp.check_figures() returns setof text language plpgsql as $$
declare
  person people;
  org orgs;
  counted figures;
begin
  for person in select * from people order by label loop
    for org in select * from orgs order by label loop
      for counted in select * from figures loop
        return next is(
          pg_temp.figure(person, org, counted.query),
          (select count(*) from visible_rows v
           where v.person = person.label and v.relation = counted.relation and v.key in (
             select c.id::text from public.calls c where c.org_id = org.id union all select m.id::text from public.sms_messages m where m.org_id = org.id)),
          format('%s asks %s of org %s', pg_temp.described(person), counted.name, org.label));
      end loop;
    end loop;
  end loop;
end;
$$;

-- What an admin is told that a member sees is what that member sees.
create function pg_temp.check_previews() returns setof text language plpgsql as $$
declare
  administrator people;
  person people;
  org orgs;
  told jsonb;
begin
  for org in select * from orgs order by label loop
    select p.* into administrator from people p where p.label = org.label;
    for person in select p.* from people p join public.memberships m on m.user_id = p.id and m.org_id = org.id order by p.label loop
      begin
        perform pg_temp.act_as(administrator);
        select public.preview_access(org.id, person.id, now() - interval '1 day') into told;
        raise exception 'undo' using errcode = 'UNDO0';
      exception when sqlstate 'UNDO0' then null;
      end;
      return next is(
        format('%s calls, %s messages, %s numbers', told ->> 'calls', told ->> 'messages', jsonb_array_length(told -> 'numbers')),
        (select format('%s calls, %s messages, %s numbers', count(c.id), count(m.id), count(n.id)) from visible_rows v
         left join public.calls c on v.relation = 'calls' and c.id::text = v.key and c.org_id = org.id
         left join public.sms_messages m on v.relation = 'sms_messages' and m.id::text = v.key and m.org_id = org.id
         left join public.phone_numbers n on v.relation = 'phone_numbers' and n.id::text = v.key and n.org_id = org.id
         where v.person = person.label),
        format('the preview of %s in org %s', pg_temp.described(person), org.label));
    end loop;
  end loop;
end;
$$;

-- All that the writes below could change, read as the owner.
create function pg_temp.state() returns text language sql as $$
  select md5(concat(
    (select string_agg(o::text, ';' order by o.id) from public.organizations o where o.id in (select id from orgs)),
    (select string_agg(m::text, ';' order by m.org_id, m.user_id) from public.memberships m where m.org_id in (select id from orgs)),
    (select string_agg(a::text, ';' order by a.phone_number_id, a.user_id) from public.number_assignments a where a.org_id in (select id from orgs)),
    (select string_agg(s::text, ';' order by s.integration_id, s.stream) from public.sync_streams s where s.org_id in (select id from orgs))));
$$;
create temp table beginning as select pg_temp.state() as state;
select set_config('tests.owner', current_user, true);

-- The rows that a statement changed or the code of its refusal; then everything is as before.
create function pg_temp.outcome(person people, statement text) returns text language plpgsql as $$
declare
  touched bigint;
  outcome text;
begin
  begin
    perform pg_temp.act_as(person);
    execute statement;
    get diagnostics touched = row_count;
    perform set_config('role', current_setting('tests.owner'), true);
    outcome := touched;
    if (touched > 0) = (pg_temp.state() = (select state from beginning)) then
      outcome := outcome || ', but the rows say otherwise';
    end if;
    raise exception 'undo' using errcode = 'UNDO0';
  exception
    when sqlstate 'UNDO0' then null;
    when others then outcome := sqlstate;
  end;
  return case when pg_temp.state() = (select state from beginning) then outcome else outcome || ', and something changed' end;
end;
$$;

create function pg_temp.rank_of(person people, org integer) returns public.org_role language sql as $$
  select r.rank from ranks r where r.person = person.label and r.org = rank_of.org;
$$;

create function pg_temp.check_settings() returns setof text language plpgsql as $$
declare
  person people;
  org orgs;
  due text;
begin
  for person in select * from people order by label loop
    for org in select * from orgs order by label loop
      due := case when pg_temp.rank_of(person, org.label) >= 'admin' then 1 else 0 end;
      return next is(
        pg_temp.outcome(person, format('update public.organizations set name = name || ''!'' where id = %L', org.id)), due,
        format('%s renames org %s', pg_temp.described(person), org.label));
      return next is(
        pg_temp.outcome(person, format('update public.sync_streams set interval_seconds = 600 where org_id = %L and stream = ''calls''', org.id)), due,
        format('%s changes the interval of calls of org %s', pg_temp.described(person), org.label));
    end loop;
  end loop;
end;
$$;

create function pg_temp.check_assignments() returns setof text language plpgsql as $$
declare
  person people;
  assignment record;
begin
  for person in select * from people order by label loop
    for assignment in
      select o.label as org, a.*,
        (select f.id from public.phone_numbers f where f.org_id = (select id from orgs where label = o.label % 3 + 1)
           and not exists (select from public.number_assignments t where t.phone_number_id = f.id and t.user_id = a.user_id)
         order by f.number limit 1) as foreign_number_id,
        (select f.id from public.phone_numbers f where f.org_id = a.org_id
           and not exists (select from public.number_assignments t where t.phone_number_id = f.id and t.user_id = a.user_id)
         order by f.number limit 1) as free_number_id
      from orgs o join public.number_assignments a on a.org_id = o.id join public.phone_numbers n on n.id = a.phone_number_id
      order by o.label, n.number, a.user_id
    loop
      return next is(
        pg_temp.outcome(person, format('delete from public.number_assignments where user_id = %L and phone_number_id = %L', assignment.user_id, assignment.phone_number_id)),
        case when pg_temp.rank_of(person, assignment.org) >= 'manager' then '1' else '0' end,
        format('%s takes a number of org %s from someone', pg_temp.described(person), assignment.org));
      return next is(
        pg_temp.outcome(person, format('insert into public.number_assignments (org_id, user_id, phone_number_id) values (%L, %L, %L)',
          assignment.org_id, assignment.user_id, assignment.free_number_id)),
        case when pg_temp.rank_of(person, assignment.org) >= 'manager' then '1' else '42501' end,
        format('%s gives a number of org %s to someone', pg_temp.described(person), assignment.org));
      return next is(
        pg_temp.outcome(person, format('insert into public.number_assignments (org_id, user_id, phone_number_id) values (%L, %L, %L)',
          assignment.org_id, assignment.user_id, assignment.foreign_number_id)),
        case when pg_temp.rank_of(person, assignment.org) >= 'manager' then '23503' else '42501' end,
        format('%s gives another org''s number to someone of org %s', pg_temp.described(person), assignment.org));
    end loop;
  end loop;
end;
$$;

-- What happens to a change of a membership, by the rules of ranks; after is null for a removal.
create function pg_temp.fate(person people, target record, after public.org_role) returns text language plpgsql as $$
declare
  rank constant public.org_role := pg_temp.rank_of(person, target.org);
begin
  return case
    when coalesce(rank < 'admin', true) and not (after is null and person.id = target.user_id) then '0'
    when person.id <> target.user_id and rank < 'owner' and target.role >= rank then '42501'
    when after > target.role and rank < 'owner' and after >= rank then '42501'
    when target.role = 'owner' and after is distinct from 'owner' and target.owners = 1 then '23514'
    else '1' end;
end;
$$;

create function pg_temp.check_memberships() returns setof text language plpgsql as $$
declare
  person people;
  target record;
  after public.org_role;
begin
  for person in select * from people order by label loop
    for target in
      select o.label as org, t.label as whose, m.*,
        (select count(*) from public.memberships w where w.org_id = m.org_id and w.role = 'owner') as owners
      from orgs o join public.memberships m on m.org_id = o.id join people t on t.id = m.user_id
      order by o.label, t.label
    loop
      foreach after in array enum_range(null::public.org_role) loop
        continue when after = target.role;
        return next is(
          pg_temp.outcome(person, format('update public.memberships set role = %L where org_id = %L and user_id = %L', after, target.org_id, target.user_id)),
          pg_temp.fate(person, target, after),
          format('%s makes person %s, %s of %s, %s', pg_temp.described(person), target.whose, target.role, target.org, after));
      end loop;
      return next is(
        pg_temp.outcome(person, format('delete from public.memberships where org_id = %L and user_id = %L', target.org_id, target.user_id)),
        pg_temp.fate(person, target, null),
        format('%s removes person %s, %s of %s', pg_temp.described(person), target.whose, target.role, target.org));
    end loop;
  end loop;
end;
$$;

select set_eq(
  $$ select distinct a.role::text, b.role::text as other from public.memberships a join public.memberships b using (org_id)
     where a.user_id <> b.user_id and a.org_id in (select id from orgs) $$,
  $$ select a::text, b::text as other from unnest(enum_range(null::public.org_role)) a cross join unnest(enum_range(null::public.org_role)) b $$,
  'among the random people every role meets every other');
select isnt_empty(
  $$ select from public.memberships where org_id in (select id from orgs) and role = 'owner' group by org_id having count(*) = 1 $$,
  'and some org has one owner only');
select is_empty(
  $$ select c.relname::text from pg_catalog.pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
     except select relation from readings $$,
  'the oracle knows every table and view');

select set_eq(
  $$ select p.label, r.id::text from people p join orgs o on true join public.recordings r on r.org_id = o.id where private.may_hear(p.id, r.id) $$,
  $$ select v.person, v.key from visible_rows v where v.relation = 'recordings' $$,
  'a recording can be played by exactly those who see it');

-- A preview is asked in another person's name, in both settings that may hold one: afterwards the caller is themself again.
create function pg_temp.identity_after_preview(setting text) returns text language plpgsql as $$
declare
  caller people;
begin
  select p.* into caller from people p where p.label = 1;
  perform set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true);
  perform set_config(setting, case setting when 'request.jwt.claims' then jsonb_build_object('sub', caller.id)::text else caller.id::text end, true);
  perform private.preview_access(m.org_id, m.user_id, now()) from public.memberships m join orgs o on o.id = m.org_id where o.label = 1;
  return case when auth.uid() = caller.id then 'themself' else 'someone else' end;
exception when others then
  return sqlerrm;
end;
$$;
savepoint identity;
select is(pg_temp.identity_after_preview(s), 'themself', 'after a preview the caller is themself, as said by ' || s)
from unnest(array['request.jwt.claims', 'request.jwt.claim.sub']) s;
rollback to savepoint identity;

select pg_temp.check_reads();
select pg_temp.check_figures();
select pg_temp.check_previews();
select pg_temp.check_settings();
select pg_temp.check_assignments();
select pg_temp.check_memberships();
select * from finish();
rollback;
