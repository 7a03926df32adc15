-- Who may do what, to each table and with each function, as two tables to read. A table, view or function
-- that has no line here fails the suite, and so does a line whose object is gone.
begin;
set local client_min_messages = error;
create extension if not exists pgtap with schema extensions;
set local search_path = extensions;
select no_plan();

-- The columns of both tables below, in their order. All people but the last two below belong to org A.
create temp table actors as
select a.position, a.name, case a.name when 'anon' then 'anon' when 'service role' then 'service_role' else 'authenticated' end as role
from unnest(array[
  'anon', 'outsider', 'agent without numbers', 'agent with one number', 'manager', 'admin', 'owner', 'platform admin',
  'removed member', 'service role'
]) with ordinality a (name, position);

-- A cell says what happens in org A / org B, or once for both: the number of rows that are seen or changed, or deny (42501).
-- A line with one cell says it for everyone.
create temp table expected_rows as
select l.position, f.fields[1] as relation, command, f.fields[3:] as cells
from regexp_split_to_table($$
                                                        no      one                             platf.  re-
                                        anon    outsid. number  number  manager admin   owner   admin   moved   service
public.organizations            select  deny    0       1/0     1/0     1/0     1/0     1/0     1       0       deny
public.organizations            update  deny    0       0       0       0       1/0     1/0     1       0       deny
public.organizations     insert,delete  deny
public.profiles                 select  deny    0       1/0     1/0     6/0     6/0     6/0     6/3     1/0     deny
public.profiles                 update  deny    0       1/0     1/0     1/0     1/0     1/0     0       1/0     deny
public.profiles          insert,delete  deny
public.memberships              select  deny    0       1/0     1/0     6/0     6/0     6/0     6/3     0       deny
public.memberships              update  deny    0       0       0       0       1/0     1/0     1       0       deny
public.memberships              delete  deny    0       0       0       0       1/0     1/0     1       0       deny
public.memberships              insert  deny
public.invitations              select  deny    0       0       0       0       1/0     1/0     1       0       deny
public.invitations       insert,update,delete deny
public.integrations             select  deny    0       0       0       1/0     1/0     1/0     1       0       deny
public.integrations      insert,update,delete deny
public.phone_numbers            select  deny    0       0       1/0     2/0     2/0     2/0     2       0       deny
public.phone_numbers     insert,update,delete deny
public.number_assignments       select  deny    0       0       1/0     2/0     2/0     2/0     2       0       deny
public.number_assignments       insert  deny    deny    deny    deny    1/deny  1/deny  1/deny  1       deny    deny
public.number_assignments       delete  deny    0       0       0       2/0     2/0     2/0     2       0       deny
public.number_assignments       update  deny
public.calls                    select  deny    0       0       1/0     3/0     3/0     3/0     3       0       deny
public.calls             insert,update,delete deny
public.call_rollups             select  deny    0       0       0       1/0     1/0     1/0     1       0       deny
public.call_rollups      insert,update,delete deny
public.recordings               select  deny    0       0       1/0     2/0     2/0     2/0     2       0       deny
public.recordings        insert,update,delete deny
public.sms_messages             select  deny    0       0       1/0     3/0     3/0     3/0     3       0       deny
public.sms_messages      insert,update,delete deny
public.sync_streams             select  deny    0       2/0     2/0     2/0     2/0     2/0     2       0       deny
public.sync_streams             update  deny    0       0       0       0       2/0     2/0     2       0       deny
public.sync_streams      insert,delete  deny
public.sync_stream_health       select  deny    0       2/0     2/0     2/0     2/0     2/0     2       0       deny
public.sync_stream_health insert,update,delete deny
public.sync_jobs                select  deny    0       0       0       2/0     2/0     2/0     2       0       deny
public.sync_jobs         insert,update,delete deny
public.audit_log                select  deny    0       0       0       0       1/0     1/0     1       0       deny
public.audit_log         insert,update,delete deny
private.removed_organizations   select,insert,update,delete deny
private.call_days               select,insert,update,delete deny
private.platform_admins         select,insert,update,delete deny
private.integration_credentials select,insert,update,delete deny
private.access_tokens           select,insert,update,delete deny
private.credential_keys         select,insert,update,delete deny
private.recording_sources       select,insert,update,delete deny
private.sync_leases             select,insert,update,delete deny
private.stream_defaults         select,insert,update,delete deny
private.provider_limits         select,insert,update,delete deny
private.provider_requests       select,insert,update,delete deny
private.rate_limits             select,insert,update,delete deny
private.rate_limit_rules        select,insert,update,delete deny
private.invitation_tokens       select,insert,update,delete deny
private.playback_tickets        select,insert,update,delete deny
$$, '\n') with ordinality l (line, position)
cross join regexp_split_to_array(btrim(l.line), '\s+') f (fields)
cross join regexp_split_to_table(f.fields[2], ',') command
where f.fields[1] like '%.%' and command in ('select', 'insert', 'update', 'delete');

-- What is tried, where it isn't the obvious: which rows count as an org's, which of them are written to, and with what.
create temp table attempts (relation text primary key, rows_of_org text, written_rows text, new_row text, change text);
insert into attempts values
  ('public.organizations', 'id = {org}', null, null, $$name = name || ' (changed)'$$),
  ('public.profiles', $$email like '%@{letter}.isolation.test'$$, null, null, $$full_name = full_name || 'x'$$),
  ('public.memberships', null, 'user_id = {colleague}', null, $$role = 'manager'$$),
  ('public.number_assignments', null, null, '(org_id, user_id, phone_number_id) values ({org}, {colleague}, {number})', null),
  ('public.sync_streams', null, null, null, 'is_enabled = not is_enabled'),
  ('public.audit_log', $$org_id = {org} and action = 'recording.played'$$, null, null, null),
  ('private.removed_organizations', 'id = {org}', null, null, null),
  ('private.platform_admins', 'user_id = {platform admin}', null, null, null),
  ('private.integration_credentials', 'integration_id = {integration}', null, null, null),
  ('private.access_tokens', 'integration_id = {integration}', null, null, null),
  ('private.credential_keys', 'true', null, null, null),
  ('private.recording_sources', 'recording_id in (select r.id from public.recordings r where r.org_id = {org})', null, null, null),
  ('private.sync_leases', 'job_id = {job}', null, null, null),
  ('private.stream_defaults', 'true', null, null, null),
  ('private.provider_limits', 'true', null, null, null),
  ('private.provider_requests', 'account_fingerprint = {fingerprint}', null, null, null),
  ('private.rate_limits', 'subject = {org}', null, null, null),
  ('private.rate_limit_rules', 'true', null, null, null),
  ('private.invitation_tokens', 'invitation_id = {invitation}', null, null, null),
  ('private.playback_tickets', 'recording_id = {recording}', null, null, null);

-- A cell is what a call returns for org A / org B, or once for both; deny is 42501, any other error its code.
-- both. stands for public. and private. alike. A name without arguments is called with nulls. A line with one cell says
-- it for everyone, with two for everyone else and the service role.
create temp table expected_calls as
select l.position, replace(p.parts[2], 'both.', schema_name || '.') as call, regexp_split_to_array(btrim(p.parts[1]), '\s+') as cells
from regexp_split_to_table($$
               no          one                                             platform re-
anon  outsider number      number      manager     admin       owner       admin    moved service
deny  Isolated Isolated    Isolated    Isolated    Isolated    Isolated    Isolated Isolated deny | (both.create_organization('Isolated', 'UTC')).name
deny  no       no          no          no          no          no          yes      no    deny | (both.my_access() ->> 'is_platform_admin')::boolean
deny  no       no          no          yes/no      yes/no      yes/no      yes      no    deny | both.request_budget({org}) is not null
deny  PT404    PT403/PT404 PT403/PT404 queued/PT404 queued/PT404 queued/PT404 queued PT404 deny | (both.request_sync({integration}, 'calls')).status
deny  PT404    PT403/PT404 PT403/PT404 PT403/PT404 queued/PT404 queued/PT404 queued PT404 deny | (both.request_backfill({integration}, 'calls', now() - interval '1 day', now())).status
deny  PT404    PT404       PT404       cancelled/PT404 cancelled/PT404 cancelled/PT404 cancelled PT404 deny | (both.cancel_sync_job({job})).status
deny  PT404    nothing/PT404 nothing/PT404 nothing/PT404 nothing/PT404 nothing/PT404 nothing PT404 deny | both.record_export({org}, 'calls', 1, '{}')
deny  PT404    PT403/PT404 PT403/PT404 PT403/PT404 agent/PT404 agent/PT404 agent    PT404 deny | both.invite_person({org}, 'new@isolation.test', 'agent') -> 'invitation' ->> 'role'
deny  PT404    PT404       PT404       PT404       agent/PT404 agent/PT404 agent    PT404 deny | both.resend_invitation({invitation}) -> 'invitation' ->> 'role'
deny  PT404    PT404       PT404       PT404       agent/PT404 agent/PT404 agent    PT404 deny | (both.revoke_invitation({invitation})).role
deny  PT404    PT404       PT404       PT404       PT404       PT404       PT404    PT404 deny | (both.accept_invitation({token})).id
deny  0        0           1/0         3/0         3/0         3/0         3           0     deny | coalesce((select inbound_answered from public.call_kpis({org}, now() - interval '1 day', now() + interval '1 day')), 0)
deny  0        0           1/0         3/0         3/0         3/0         3           0     deny | public.call_count({org}, now() - interval '1 day', now() + interval '1 day')
deny  0        0           1/0         3/0         3/0         3/0         3           0     deny | coalesce((select sum(answered) from public.calls_over_time({org}, now() - interval '1 day', now() + interval '1 day', 'day')), 0)
deny  0        0           1/0         3/0         3/0         3/0         3           0     deny | coalesce((select sum(answered) from public.calls_by_weekday_and_hour({org}, now() - interval '1 day', now() + interval '1 day')), 0)
deny  0        0           1/0         3/0         3/0         3/0         3           0     deny | coalesce((select sum(answered) from public.calls_by_number({org}, now() - interval '1 day', now() + interval '1 day')), 0)
deny  0        0           1/0         3/0         3/0         3/0         3           0     deny | coalesce((select sum(inbound_answered) from public.calls_by_agent({org}, now() - interval '1 day', now() + interval '1 day')), 0)
deny  0        0           1/0         2/0         2/0         2/0         2           0     deny | coalesce((select sum(calls) from public.number_activity({org}, now() - interval '1 day')), 0)
deny  0        0           1/0         3/0         3/0         3/0         3           0     deny | coalesce((select count(*) from public.message_threads({org})), 0)
deny  0        0           1/0         3/0         3/0         3/0         3           0     deny | coalesce((select sum(inbound_answered) from private.quarter_counts({org}, now() - interval '1 day', now() + interval '1 day', null, null)), 0)
deny  0        0           1/0         3/0         3/0         3/0         3           0     deny | coalesce((select sum(answered) from private.day_counts({org}, now() - interval '1 day', now() + interval '1 day', null, null, 'agent')), 0)
deny  0        0           0           3/0         3/0         3/0         3           0     deny | coalesce((select sum(answered) from private.read_call_days({org}, now() - interval '2 days', now() + interval '1 day', 'number')), 0)
deny  0        0           0           1/0         1/0         1/0         1           0     deny | (select count(*) from public.sync_job_progress({job}))
deny  0        0           0           0           0           0           1           0     deny | (select count(*) from public.platform_overview({org}))
deny  PT404    PT404       PT404       PT404       1/PT404     1/PT404     1           PT404 deny | both.preview_access({org}, {colleague}, now() - interval '1 day') ->> 'calls'
deny  PT404    PT403/PT404 PT403/PT404 PT403/PT404 PT403/PT404 22023/PT404 22023    PT404 deny | both.remove_organization({org}, 'not its name')
deny  no       yes/no      yes/no      yes/no      yes/no      yes/no      yes      no    deny | {org} = any (array(select private.visible_org_ids()))
deny  no       no          no          yes/no      yes/no      yes/no      yes      no    deny | {org} = any (array(select private.full_view_org_ids()))
deny  no       no          no          no          yes/no      yes/no      yes      no    deny | {org} = any (array(select private.admin_org_ids()))
deny  no       no          no          yes/no      yes/no      yes/no      yes      no    deny | {colleague} = any (array(select private.visible_profile_ids()))
deny  no       no          yes/no      no          no          no          no       no    deny | {number} = any (array(select private.assigned_phone_number_ids()))
deny yes       | (worker.current_credential_key() ->> 'version')::integer > 0
deny nothing   | worker.credential_key
deny 2         | worker.reserve_requests({integration}, 2, true) -> 'granted'
deny nothing   | worker.return_requests
deny yes       | worker.spend_request_of_account({fingerprint}, 'mightycall')
deny PT404     | worker.integration_for_admin
deny PT404     | worker.save_integration
deny PT404     | worker.remove_integration
deny connected | (worker.record_verification({owner}, {integration}, null, null)).status
deny nothing   | worker.load_access_token
deny nothing   | worker.store_access_token
deny 22023     | worker.claim_sync_job
deny PT409     | worker.save_checkpoint
deny PT409     | worker.release_sync_job
deny PT409     | worker.complete_sync_job
deny PT409     | worker.fail_sync_job
deny PT409     | worker.ingest_phone_numbers
deny PT409     | worker.ingest_calls
deny PT409     | worker.ingest_messages
deny []        | worker.credentials_to_reseal(0)
deny no        | worker.reseal_credentials
deny 0         | worker.retire_credential_keys()
deny P0002     | worker.take_rate_limit
deny nothing   | worker.note_failed_attempt({owner}, {org}, 'credentials.saved', 'bad_key')
deny nothing   | worker.report_unreadable_credentials
deny yes       | worker.issue_playback_ticket({owner}, {recording}, '00') is not null
deny nothing   | worker.redeem_playback_ticket
deny nothing   | worker.save_recording_source
deny | private.is_platform_admin
deny | private.org_ids_with_role
deny | private.caller_role
deny | private.create_profile
deny | private.guard_time_zone
deny | private.guard_membership
deny | private.slug_for
deny | private.reschedule_stream
deny | private.add_credential_key
deny | private.budget_of
deny | private.sync_window
deny | private.enqueue_stream
deny | private.enqueue_due_streams
deny | private.wake_worker
deny | private.reclaim_expired_leases
deny | private.dispatch_syncs
deny | private.cancel_live_jobs
deny | private.require_lease
deny | private.end_lease
deny | private.keep_organization
deny | private.tries_of
deny | private.record_page
deny | private.ensure_numbers
deny | private.ingest_recordings
deny | private.keep_house
deny | private.keep_audit_log
deny | private.current_actor
deny | private.audit
deny | private.audit_change
deny | private.audit_integration
deny | private.audit_key_rotation
deny | private.act_for
deny | private.email_of
deny | private.number_of
deny | private.take_rate_limit
deny | private.require_rank
deny | private.new_invitation_token
deny | private.open_invitation
deny | private.may_hear
deny | private.may_give_role
deny | private.forget_unproven_password
deny | private.count_quarters
deny | private.roll_up_quarters
deny | private.roll_up_inserted_calls
deny | private.roll_up_changed_calls
deny | private.roll_up_deleted_calls
deny | private.rollup_differences
deny | private.count_days
deny | private.roll_up_days
deny | private.day_differences
deny | private.extend_coverage
deny | private.next_run_at
deny | private.show_failure
deny | private.recent_config_failures
deny | private.retire_unused_keys
deny | private.announce_sync
deny | private.move_recording
$$, '\n') with ordinality l (line, position)
cross join regexp_split_to_array(l.line, ' \| ') p (parts)
cross join unnest(array['public', 'private']) schema_name
where array_length(p.parts, 1) = 2 and (schema_name = 'public' or p.parts[2] like '%both.%');

-- The fixture: two orgs with rows of every kind.
create temp table names (letter text, name text, value text, primary key (letter, name));

create function pg_temp.person(letter text, name text, domain text) returns uuid language plpgsql as $$
declare
  id uuid := gen_random_uuid();
begin
  insert into auth.users (id, email) values (id, replace(name, ' ', '.') || '@' || domain);
  insert into names values (letter, name, id);
  return id;
end;
$$;

create function pg_temp.furnish(letter text, roles jsonb) returns void language plpgsql as $$
declare
  org uuid := gen_random_uuid();
  integration uuid := gen_random_uuid();
  numbers uuid[] := array[gen_random_uuid(), gen_random_uuid()];
  job uuid := gen_random_uuid();
  invitation uuid := gen_random_uuid();
  recording uuid := gen_random_uuid();
  fingerprint text := md5(letter) || md5(org::text);
begin
  insert into public.organizations (id, name, slug) values (org, 'Org ' || letter, 'isolation-' || org);
  insert into public.memberships (org_id, user_id, role)
  select org, pg_temp.person(letter, r.key, letter || '.isolation.test'), r.value::public.org_role from jsonb_each_text(roles) r;
  insert into public.integrations (id, org_id, account_type) values (integration, org, 'classic');
  insert into private.integration_credentials values (integration, (select max(version) from private.credential_keys), 'iv', 'sealed', fingerprint);
  insert into private.access_tokens values (integration, (select max(version) from private.credential_keys), 'iv', 'sealed', now() + interval '1 hour');
  insert into private.provider_requests values (fingerprint, date_trunc('hour', now()), 1);
  insert into private.rate_limits values ('invite', org, date_trunc('hour', now()), 1);
  insert into public.phone_numbers (id, org_id, integration_id, number)
  select n.id, org, integration, '+1555010090' || n.position from unnest(numbers) with ordinality n (id, position);
  insert into public.number_assignments (org_id, user_id, phone_number_id)
  select org, n.value::uuid, case n.name when 'colleague' then numbers[2] else numbers[1] end
  from names n where n.letter = furnish.letter and n.name in ('agent with one number', 'colleague');
  insert into public.calls (org_id, integration_id, external_id, phone_number_id, direction, outcome, agent_extension, started_at)
  select org, integration, 'call ' || i, numbers[i], 'inbound', 'answered', '101', now() from generate_series(1, 3) i;
  insert into public.recordings (id, org_id, call_id, phone_number_id, started_at)
  select case c.phone_number_id when numbers[1] then recording else gen_random_uuid() end, org, c.id, c.phone_number_id, now()
  from public.calls c where c.org_id = org and c.phone_number_id is not null;
  insert into private.recording_sources (recording_id, url)
  select r.id, 'https://provider.invalid/audio' from public.recordings r where r.org_id = org;
  insert into public.sms_messages (org_id, integration_id, external_id, phone_number_id, direction, sent_at)
  select org, integration, 'message ' || i, numbers[i], 'inbound', now() from generate_series(1, 3) i;
  insert into public.sync_streams (integration_id, stream, org_id, interval_seconds)
  values (integration, 'calls', org, 300), (integration, 'sms_messages', org, 300);
  insert into public.sync_jobs (id, org_id, integration_id, stream, trigger, status, window_start, window_end, leased_until, finished_at) values
    (job, org, integration, 'sms_messages', 'schedule', 'running', now() - interval '1 hour', now(), now() + interval '1 hour', null),
    (gen_random_uuid(), org, integration, 'calls', 'schedule', 'succeeded', null, null, null, now());
  insert into private.removed_organizations (id, name) values (org, 'As if it had been removed before');
  insert into private.sync_leases values (job, gen_random_uuid());
  insert into public.invitations (id, org_id, email, role) values (invitation, org, 'invited@isolation.test', 'agent');
  insert into private.invitation_tokens values (invitation, extensions.digest('token ' || org, 'sha256'));
  insert into private.playback_tickets
  select sha256(org::text::bytea), recording, n.value::uuid, now() + interval '1 minute' from names n where n.letter = furnish.letter and n.name = 'owner';
  insert into public.audit_log (org_id, action) values (org, 'recording.played');
  insert into names values
    (letter, 'letter', letter), (letter, 'org', org), (letter, 'integration', integration), (letter, 'number', numbers[1]),
    (letter, 'job', job), (letter, 'recording', recording), (letter, 'invitation', invitation), (letter, 'token', 'token ' || org), (letter, 'fingerprint', fingerprint);
end;
$$;

select pg_temp.furnish('a', '{"agent without numbers": "agent", "agent with one number": "agent", "colleague": "agent",
  "manager": "manager", "admin": "admin", "owner": "owner"}');
select pg_temp.furnish('b', '{"agent with one number": "agent", "colleague": "agent", "owner": "owner"}');
insert into private.platform_admins (user_id) values (pg_temp.person('-', 'platform admin', 'isolation.test'));
select pg_temp.person('-', 'outsider', 'isolation.test');
insert into public.memberships (org_id, user_id, role)
select n.value::uuid, pg_temp.person('a', 'removed member', 'a.isolation.test'), 'owner' from names n where n.letter = 'a' and n.name = 'org';
delete from public.memberships m using names n where n.name = 'removed member' and m.user_id = n.value::uuid;

-- Acting as someone lasts until the enclosing block is undone, or until as_owner().
select set_config('tests.owner', current_user, true);

create function pg_temp.act_as(person uuid, assurance text) returns void language sql as $$
  select
    set_config('request.jwt.claims', jsonb_build_object('sub', person, 'role', 'authenticated', 'aal', assurance,
      'session_id', gen_random_uuid(), 'email', (select u.email from auth.users u where u.id = person))::text, true),
    set_config('role', 'authenticated', true);
$$;
create function pg_temp.act_as_anon() returns void language sql as $$
  select set_config('request.jwt.claims', '{"role": "anon"}', true), set_config('role', 'anon', true);
$$;
create function pg_temp.act_as_service() returns void language sql as $$
  select set_config('request.jwt.claims', '{"role": "service_role"}', true), set_config('role', 'service_role', true);
$$;
create function pg_temp.as_owner() returns void language sql as $$
  select set_config('request.jwt.claims', '', true), set_config('role', current_setting('tests.owner'), true);
$$;
grant execute on function pg_temp.as_owner() to public;

create function pg_temp.act_as(actor actors) returns void language plpgsql as $$
begin
  case actor.role
    when 'anon' then perform pg_temp.act_as_anon();
    when 'service_role' then perform pg_temp.act_as_service();
    else perform pg_temp.act_as((select n.value::uuid from names n where n.name = actor.name and n.letter in ('a', '-')), 'aal1');
  end case;
end;
$$;

-- Puts the values of one org's fixture in place of {names}.
create function pg_temp.fill(template text, in_letter text) returns text language plpgsql as $$
declare
  known names;
begin
  for known in select * from names n where n.letter in (in_letter, '-') and template like '%{' || n.name || '}%' loop
    template := replace(template, '{' || known.name || '}', case known.name when 'letter' then known.value else quote_literal(known.value) end);
  end loop;
  return template;
end;
$$;

create function pg_temp.statement(target text, command text, in_letter text) returns text language sql as $$
  select pg_temp.fill(case command
    when 'select' then format('select * from %s where %s', target, w.org_rows)
    when 'insert' then format('insert into %s %s', target, coalesce(a.new_row, 'default values'))
    when 'update' then format('update %s set %s where %s', target, coalesce(a.change, w.no_change), coalesce(a.written_rows, w.org_rows))
    when 'delete' then format('delete from %s where %s', target, coalesce(a.written_rows, w.org_rows))
  end, in_letter)
  from (values (target)) r (relation)
  left join attempts a using (relation)
  cross join lateral (
    select coalesce(a.rows_of_org, 'org_id = {org}') as org_rows, format('%1$I = %1$I', c.attname) as no_change
    from pg_catalog.pg_attribute c where c.attrelid = r.relation::regclass and c.attnum = 1
  ) w;
$$;

-- Everything of an org's in a relation, read as the owner: what proves that a refusal changed nothing.
create function pg_temp.fingerprint(relation text, in_letter text) returns text language plpgsql as $$
declare
  content text;
begin
  execute format('select md5(string_agg(t::text, chr(10) order by t::text)) from (%s) t', pg_temp.statement(relation, 'select', in_letter))
  into content;
  return content;
end;
$$;

-- Runs a statement as an actor, says how many rows it touched or why it was refused, and undoes it.
create function pg_temp.touch(actor actors, relation text, command text, in_letter text) returns text language plpgsql as $$
declare
  statement constant text := pg_temp.statement(relation, command, in_letter);
  before constant text := pg_temp.fingerprint(relation, in_letter);
  touched bigint;
  outcome text;
begin
  begin
    perform pg_temp.act_as(actor);
    execute statement;
    get diagnostics touched = row_count;
    perform pg_temp.as_owner();
    outcome := touched || case
      when (touched = 0 or command = 'select') and pg_temp.fingerprint(relation, in_letter) is distinct from before then ', and yet something changed'
      when touched > 0 and command <> 'select' and pg_temp.fingerprint(relation, in_letter) is not distinct from before then ', and yet nothing changed'
      else '' end;
    raise exception 'undo' using errcode = 'UNDO0';
  exception
    when sqlstate 'UNDO0' then null;
    when insufficient_privilege then outcome := 'deny';
    when others then outcome := sqlstate || ' ' || sqlerrm;
  end;
  return outcome || case when pg_temp.fingerprint(relation, in_letter) is distinct from before then ', and something changed' else '' end;
end;
$$;

create function pg_temp.sentence(actor text, relation text, command text, letter text, outcome text) returns text language sql as $$
  select case when outcome = 'deny'
    then format('%s was refused: %s on %s of org %s', actor, command, relation, upper(letter))
    else format('%s %s %s rows of %s of org %s', actor,
      case command when 'select' then 'selected' when 'insert' then 'inserted' when 'update' then 'updated' else 'deleted' end,
      outcome, relation, upper(letter)) end;
$$;

create function pg_temp.cell(cells text[], at bigint, letter text) returns text language sql as $$
  select case when letter = 'b' then coalesce(nullif(split_part(c, '/', 2), ''), c) else split_part(c, '/', 1) end
  from (select case array_length(cells, 1) when 1 then cells[1] when 2 then cells[case at when 10 then 2 else 1 end] else cells[at] end as c) t;
$$;

create function pg_temp.check_rows() returns setof text language plpgsql as $$
declare
  actor actors;
  line record;
  letter text;
  expected text;
begin
  for line in select * from expected_rows order by position, command loop
    for actor in select * from actors order by position loop
      foreach letter in array array['a', 'b'] loop
        expected := pg_temp.cell(line.cells, actor.position, letter);
        return next is(
          pg_temp.sentence(actor.name, line.relation, line.command, letter, pg_temp.touch(actor, line.relation, line.command, letter)),
          pg_temp.sentence(actor.name, line.relation, line.command, letter, expected),
          format('%s: %s %s of org %s', actor.name, line.command, line.relation, upper(letter)));
      end loop;
    end loop;
  end loop;
end;
$$;

-- The function that a line of the second table is about, and the call with nulls where no arguments are given.
create function pg_temp.function_of(call text) returns text language sql as $$
  select substring(call from '((?:public|private|worker)\.[a-z_0-9]+)');
$$;
create function pg_temp.expression(call text) returns text language sql as $$
  select case when call <> pg_temp.function_of(call) then call else call || '(' || coalesce((
    select string_agg('null::' || t.type::regtype, ', ' order by t.position)
    from pg_catalog.pg_proc p cross join unnest(p.proargtypes::oid[]) with ordinality t (type, position)
    where format('%I.%I', p.pronamespace::regnamespace, p.proname) = call
  ), '') || ')' end;
$$;

create function pg_temp.answer(actor actors, call text, letter text) returns text language plpgsql as $$
declare
  outcome text;
  expression constant text := pg_temp.fill(pg_temp.expression(call), letter);
begin
  begin
    perform pg_temp.act_as(actor);
    execute format('select (%s)::text', expression) into outcome;
    raise exception 'undo' using errcode = 'UNDO0';
  exception
    when sqlstate 'UNDO0' then null;
    when insufficient_privilege then return 'deny';
    when others then return sqlstate;
  end;
  return case outcome when 'true' then 'yes' when 'false' then 'no' else coalesce(nullif(outcome, ''), 'nothing') end;
end;
$$;

create function pg_temp.check_calls() returns setof text language plpgsql as $$
declare
  actor actors;
  line record;
  letter text;
  function_name text;
begin
  for line in select * from expected_calls order by position, call loop
    function_name := pg_temp.function_of(line.call);
    for actor in select * from actors order by position loop
      foreach letter in array case when line.call like '%{%' then array['a', 'b'] else array['a'] end loop
        return next is(
          format('%s called %s for org %s: %s', actor.name, function_name, upper(letter), pg_temp.answer(actor, line.call, letter)),
          format('%s called %s for org %s: %s', actor.name, function_name, upper(letter), pg_temp.cell(line.cells, actor.position, letter)),
          format('%s: call %s for org %s', actor.name, function_name, upper(letter)));
      end loop;
    end loop;
  end loop;
end;
$$;

-- Nothing is forgotten.
create temp view relations as
select c.oid, format('%I.%I', c.relnamespace::regnamespace, c.relname) as name
from pg_catalog.pg_class c
where c.relnamespace::regnamespace::text in ('public', 'private', 'worker') and c.relkind in ('r', 'p', 'v', 'm', 'f');
create temp view functions as
select p.oid, format('%I.%I', p.pronamespace::regnamespace, p.proname) as name
from pg_catalog.pg_proc p where p.pronamespace::regnamespace::text in ('public', 'private', 'worker');

select is_empty(
  $$ select r.name, c.command from relations r cross join unnest(array['select', 'insert', 'update', 'delete']) c (command)
     except select relation, command from expected_rows $$,
  'every table and view has a line for each command');
select is_empty('select relation from expected_rows except select name from relations', 'every line is about a table or view that exists');
select is_empty('select name from functions except select pg_temp.function_of(call) from expected_calls', 'every function has a line');
select is_empty('select pg_temp.function_of(call) from expected_calls except select name from functions', 'every line is about a function that exists');
select is_empty('select name from functions group by name having count(*) > 1', 'no function name has two meanings');
select is_empty(
  'select relation from expected_rows where array_length(cells, 1) not in (1, 10) union all select call from expected_calls where array_length(cells, 1) not in (1, 2, 10)',
  'every line has a cell for each actor');
select is_empty(
  $$ select relation, l.letter from (select distinct relation from expected_rows) r cross join (values ('a'), ('b')) l (letter)
     where pg_temp.fingerprint(relation, l.letter) is null $$,
  'the fixture has rows of every table in both orgs');
-- What is expected of a table is also what is granted and what has a policy.
select set_eq(
  $$ select tablename::text, lower(cmd) from pg_catalog.pg_policies where schemaname in ('public', 'private', 'worker') $$,
  $$ select distinct split_part(relation, '.', 2), command from expected_rows join relations on name = relation
     where exists (select from unnest(cells) c where c <> 'deny')
       and (select relkind from pg_catalog.pg_class where pg_class.oid = relations.oid) = 'r' $$,
  'exactly the commands that someone may use have a policy');
select set_eq(
  $$ select r.name, lower(p.privilege) from relations r
     cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p (privilege)
     where has_table_privilege('authenticated', r.oid, p.privilege)
       or (p.privilege <> 'DELETE' and has_any_column_privilege('authenticated', r.oid, p.privilege)) $$,
  $$ select distinct relation, command from expected_rows where exists (select from unnest(cells) c where c <> 'deny') $$,
  'exactly the commands that someone may use are granted');
select set_eq(
  $$ select f.name, r.role from functions f cross join (select distinct role from actors) r where has_function_privilege(r.role, f.oid, 'EXECUTE') $$,
  $$ select distinct pg_temp.function_of(c.call), a.role from expected_calls c cross join actors a where pg_temp.cell(c.cells, a.position, 'a') <> 'deny' $$,
  'exactly the functions that someone may call are granted to them');

select pg_temp.check_rows();
select pg_temp.check_calls();
select * from finish();
rollback;
