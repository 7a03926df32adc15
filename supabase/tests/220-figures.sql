-- The figures: what counts as what, and the org's own clock.
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

update public.organizations set time_zone = 'America/New_York' where id = pg_temp.id('org');
insert into public.phone_numbers (id, org_id, integration_id, number)
select pg_temp.id('number ' || n), pg_temp.id('org'), pg_temp.id('integration'), '+1555010090' || n from generate_series(1, 3) n;
create function pg_temp.add_call(at timestamptz, direction text, outcome text, seconds integer default null, agent text default null, number integer default 1)
returns void language sql as $$
  insert into public.calls (org_id, integration_id, external_id, phone_number_id, direction, outcome, started_at, duration_seconds, agent_extension, agent_name)
  values (pg_temp.id('org'), pg_temp.id('integration'), gen_random_uuid(), pg_temp.id('number ' || number), direction::public.call_direction,
    outcome::public.call_outcome, at, seconds, agent, 'Agent ' || agent);
$$;

select results_eq(
  $$ select inbound_offered, answer_rate, talk_calls, talk_seconds_total, talk_seconds_average, talk_seconds_median
     from public.call_kpis(pg_temp.id('org'), '2026-03-01', '2026-04-01') $$,
  $$ values (0::bigint, null::numeric, 0::bigint, null::bigint, null::numeric, null::integer) $$,
  'without calls a count is nought and a rate unknown');

-- On 2026-03-08 New York's clocks go forward: the day has 23 hours.
select pg_temp.add_call('2026-03-08 04:30Z', 'inbound', 'answered', 10, '101');       -- still the 7th in New York
select pg_temp.add_call('2026-03-08 05:30Z', 'inbound', 'answered', 20, '101');
select pg_temp.add_call('2026-03-08 06:30Z', 'inbound', 'answered', 60, '102', 2);
select pg_temp.add_call('2026-03-08 07:30Z', 'inbound', 'missed');                    -- 3:30, an hour after 1:30
select pg_temp.add_call('2026-03-08 08:00Z', 'inbound', 'abandoned');
select pg_temp.add_call('2026-03-08 09:00Z', 'inbound', 'voicemail', 30);
select pg_temp.add_call('2026-03-08 10:00Z', 'inbound', 'unknown');
select pg_temp.add_call('2026-03-08 11:00Z', 'outbound', 'answered', 30, '101');
select pg_temp.add_call('2026-03-08 12:00Z', 'outbound', 'no_answer', 5, '101');
select pg_temp.add_call('2026-03-08 13:00Z', 'internal', 'answered', 500);
select pg_temp.add_call('2026-03-09 03:59Z', 'inbound', 'answered', null, '102');     -- the day's last minute
select pg_temp.add_call('2026-03-09 04:00Z', 'inbound', 'answered', 7, '102');        -- the next day's first
create temp table the_day as select '2026-03-08 05:00Z'::timestamptz as start, '2026-03-09 04:00Z'::timestamptz as stop;

select results_eq(
  $$ select inbound_offered, inbound_answered, inbound_missed, inbound_abandoned, inbound_voicemail, inbound_unknown
     from the_day, public.call_kpis(pg_temp.id('org'), start, stop) $$,
  $$ values (6::bigint, 3::bigint, 1::bigint, 1::bigint, 1::bigint, 1::bigint) $$,
  'answered, missed, abandoned and voicemail are four things, and unknown is none of them');
select is((select public.call_count(pg_temp.id('org'), start, stop) from the_day), 10::bigint, 'and together with all others they are the day''s calls');
select is(public.call_count(pg_temp.id('org'), '2026-03-08 05:31Z', '2026-03-08 13:00:01Z'), 8::bigint, 'also of a period that cuts quarters of an hour');
select results_eq($$ select answer_rate from the_day, public.call_kpis(pg_temp.id('org'), start, stop) $$, $$ values (0.5000) $$, 'answer rate is answered of offered');
select results_eq(
  $$ select outbound, outbound_answered, internal from the_day, public.call_kpis(pg_temp.id('org'), start, stop) $$,
  $$ values (2::bigint, 1::bigint, 1::bigint) $$, 'outbound and internal calls are counted apart');
select results_eq(
  $$ select talk_calls, talk_seconds_total, talk_seconds_average, talk_seconds_median, talk_seconds_p90
     from the_day, public.call_kpis(pg_temp.id('org'), start, stop) $$,
  $$ values (3::bigint, 110::bigint, 36.7, 30, 60) $$, 'talk time is that of answered calls with the outside whose length is known');
select results_eq(
  $$ select inbound_offered, outbound from the_day, public.call_kpis(pg_temp.id('org'), start, stop, array[pg_temp.id('number 2')]) $$,
  $$ values (1::bigint, 0::bigint) $$, 'a number can be picked');
select results_eq(
  $$ select inbound_offered, outbound from the_day, public.call_kpis(pg_temp.id('org'), start, stop, null, '101') $$,
  $$ values (1::bigint, 2::bigint) $$, 'so can an agent');
select results_eq(
  $$ select inbound_offered from the_day, public.call_kpis(pg_temp.id('org'), start, stop, '{}') $$,
  $$ values (0::bigint) $$, 'no number picked is not every number');

select results_eq(
  $$ select bucket_start, answered, missed, other from public.calls_over_time(pg_temp.id('org'), '2026-03-07 05:00Z', '2026-03-10 04:00Z', 'day') $$,
  $$ values ('2026-03-07 05:00Z'::timestamptz, 1::bigint, 0::bigint, 0::bigint), ('2026-03-08 05:00Z', 3, 1, 2), ('2026-03-09 04:00Z', 1, 0, 0) $$,
  'days are the org''s own, also when one has 23 hours');
select results_eq(
  $$ select count(*), sum(answered), min(bucket_start), max(bucket_start) from the_day, public.calls_over_time(pg_temp.id('org'), start, stop, 'hour') $$,
  $$ values (23::bigint, 3::numeric, '2026-03-08 05:00Z'::timestamptz, '2026-03-09 03:00Z'::timestamptz) $$,
  'such a day has 23 hours, quiet ones too');
select is_empty($$ select * from public.calls_over_time(pg_temp.id('org'), '2026-01-01', '2026-03-01', 'hour') $$, 'two months aren''t cut into hours');
select results_eq(
  $$ select weekday, hour, offered from the_day, public.calls_by_weekday_and_hour(pg_temp.id('org'), start, stop) $$,
  $$ values (7, 0, 1::bigint), (7, 1, 1), (7, 3, 1), (7, 4, 1), (7, 5, 1), (7, 23, 1) $$,
  'weekday and hour are those of the clock on the org''s wall');
select results_eq(
  $$ select phone_number_id, offered, answered, outbound, talk_seconds_total from the_day, public.calls_by_number(pg_temp.id('org'), start, stop) $$,
  $$ values (pg_temp.id('number 1'), 5::bigint, 2::bigint, 2::bigint, 50::bigint), (pg_temp.id('number 2'), 1, 1, 0, 60) $$, 'figures by number');
select results_eq(
  $$ select agent_extension, agent_name, inbound_answered, outbound, outbound_answered, talk_seconds_average
     from the_day, public.calls_by_agent(pg_temp.id('org'), start, stop) $$,
  $$ values ('101', 'Agent 101', 1::bigint, 2::bigint, 1::bigint, 25.0), ('102', 'Agent 102', 2, 0, 0, 60.0) $$, 'and by agent');
select set_eq(
  $$ select phone_number_id, calls, messages from public.number_activity(pg_temp.id('org'), '2026-03-08 05:00Z') $$,
  $$ values (pg_temp.id('number 1'), 10::bigint, 0::bigint), (pg_temp.id('number 2'), 1, 0), (pg_temp.id('number 3'), 0, 0) $$,
  'a number without calls is listed with nought');

-- Rollups say the same as the rows, whatever happens to those
create function pg_temp.check_rollups(story text) returns text language sql as $$
  select is_empty(
    'select quarter_start from private.rollup_differences(pg_temp.id(''org'')) union all select day_start from private.day_differences(pg_temp.id(''org''))',
    'the rollups are those of the rows: ' || story);
$$;
select isnt_empty($$ select from public.call_rollups where org_id = pg_temp.id('org') $$, 'calls are rolled up');
select pg_temp.check_rollups('as they came in');
update public.calls set outcome = 'missed', duration_seconds = null where org_id = pg_temp.id('org') and started_at = '2026-03-08 05:30Z';
select pg_temp.check_rollups('after a change of outcome');
update public.calls set started_at = started_at + interval '3 hours' where org_id = pg_temp.id('org') and started_at = '2026-03-08 06:30Z';
select pg_temp.check_rollups('after a move in time');
delete from public.calls where org_id = pg_temp.id('org') and direction = 'outbound';
select pg_temp.check_rollups('after a deletion');
update public.call_rollups set inbound_answered = inbound_answered + 1 where org_id = pg_temp.id('org') and quarter_start = '2026-03-09 04:00Z';
select results_eq($$ select quarter_start from private.rollup_differences(pg_temp.id('org')) $$, $$ values ('2026-03-09 04:00Z'::timestamptz) $$, 'a rollup that is wrong is found');
update private.call_days set answered = answered + 1 where org_id = pg_temp.id('org') and day_start = '2026-03-09 00:00Z' and subject = 'number';
select results_eq($$ select distinct day_start from private.day_differences(pg_temp.id('org')) $$, $$ values ('2026-03-09 00:00Z'::timestamptz) $$, 'so is one of a day');
delete from public.calls where org_id = pg_temp.id('org');
select is_empty($$ select from public.call_rollups where org_id = pg_temp.id('org') $$, 'without calls there is none');
select is_empty($$ select from private.call_days where org_id = pg_temp.id('org') $$, 'of days neither');

-- Threads
insert into public.sms_messages (org_id, integration_id, external_id, phone_number_id, direction, counterpart, counterpart_name, body, sent_at)
select pg_temp.id('org'), pg_temp.id('integration'), m.*
from (values
  ('1', pg_temp.id('number 1'), 'inbound'::public.call_direction, '+15550100991', 'Ann', 'Is it 50% off?', '2026-03-01 10:00Z'::timestamptz),
  ('2', pg_temp.id('number 1'), 'outbound', '+15550100991', 'Ann', 'Yes', '2026-03-01 11:00Z'),
  ('3', pg_temp.id('number 2'), 'inbound', '+15550100991', 'Ann', 'Other line', '2026-03-01 12:00Z'),
  ('4', pg_temp.id('number 1'), 'inbound', '+15550100992', 'Bob', 'Hi', '2026-03-01 09:00Z')) m;
select results_eq(
  $$ select counterpart, phone_number_id, messages, last_body, last_direction::text from public.message_threads(pg_temp.id('org')) $$,
  $$ values ('+15550100991', pg_temp.id('number 2'), 1::bigint, 'Other line', 'inbound'), ('+15550100991', pg_temp.id('number 1'), 2, 'Yes', 'outbound'),
     ('+15550100992', pg_temp.id('number 1'), 1, 'Hi', 'inbound') $$, 'a thread is a counterpart on a number, latest first');
select results_eq($$ select last_body from public.message_threads(pg_temp.id('org'), search => '50%') $$, $$ values ('Is it 50% off?') $$, 'a search means what it says');
select is_empty($$ select from public.message_threads(pg_temp.id('org'), search => '%') where last_body = 'Hi' $$, 'and has no wild cards');
select results_eq($$ select counterpart from public.message_threads(pg_temp.id('org'), search => '(555) 010-0992') $$, $$ values ('+15550100992') $$,
  'a number is found however it is written');
select results_eq($$ select count(*) from public.message_threads(pg_temp.id('org'), number => pg_temp.id('number 1')) $$, $$ values (2::bigint) $$, 'a line can be picked');
create temp table first_page as select * from public.message_threads(pg_temp.id('org'), most => 2);
select results_eq(
  $$ select t.last_body from (select * from first_page order by last_sent_at limit 1) p,
       public.message_threads(pg_temp.id('org'), before_sent_at => p.last_sent_at, before_id => p.last_message_id) t $$,
  $$ values ('Hi') $$, 'the next page begins where the last one ended');
select results_eq(
  $$ select last_body, messages, total_threads, total_messages
     from public.message_threads(pg_temp.id('org'), period_start => '2026-03-01 10:00Z', period_end => '2026-03-01 12:00Z') $$,
  $$ values ('Yes', 2::bigint, 1::bigint, 2::bigint) $$, 'of a period, its first moment included and its last not, the messages alone are counted');
select results_eq(
  $$ select last_body, messages, total_messages from public.message_threads(pg_temp.id('org'), message_direction => 'inbound') $$,
  $$ values ('Other line', 1::bigint, 3::bigint), ('Is it 50% off?', 1, 3), ('Hi', 1, 3) $$, 'of a direction too');
select is_empty($$ select from public.message_threads(pg_temp.id('org'), agent => '101') $$, 'and of an agent');
select results_eq(
  $$ select last_body, messages from public.message_threads(pg_temp.id('org'), search => '50%') $$,
  $$ values ('Is it 50% off?', 2::bigint) $$, 'a search leaves the messages of what it finds');

select * from finish();
rollback;
