create table private.rate_limits (
  action text not null,
  subject uuid not null,
  window_start timestamptz not null,
  used integer not null check (used > 0),
  primary key (action, subject, window_start)
);
comment on table private.rate_limits is 'How often a person or an org did something costly in a window of time.';
alter table private.rate_limits enable row level security;

create table private.rate_limit_rules (
  action text primary key,
  per_person integer not null check (per_person > 0),
  per_org integer not null check (per_org > 0),
  window_seconds integer not null check (window_seconds > 0)
);
comment on table private.rate_limit_rules is 'What people may do how often: actions that cost provider requests or other people''s attention.';
alter table private.rate_limit_rules enable row level security;
insert into private.rate_limit_rules (action, per_person, per_org, window_seconds) values
  ('save_credentials', 10, 20, 600),
  ('test_credentials', 10, 20, 600),
  ('play_recording', 120, 600, 600),
  ('invite', 30, 60, 3600),
  ('accept_invitation', 20, 1000000, 3600);

create function private.take_rate_limit(what text, person uuid, organization uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  rule private.rate_limit_rules;
  start timestamptz;
  most integer;
  now_used integer;
begin
  select * into strict rule from private.rate_limit_rules r where r.action = what;
  start := to_timestamp(floor(extract(epoch from clock_timestamp()) / rule.window_seconds) * rule.window_seconds);
  insert into private.rate_limits as l (action, subject, window_start, used)
  values (what, person, start, 1)
  on conflict (action, subject, window_start) do update set used = l.used + 1
  returning l.used into now_used;
  most := rule.per_person;
  if now_used <= most and organization is not null then
    insert into private.rate_limits as l (action, subject, window_start, used)
    values (what, organization, start, 1)
    on conflict (action, subject, window_start) do update set used = l.used + 1
    returning l.used into now_used;
    most := rule.per_org;
  end if;
  if now_used > most then
    raise exception 'That was done too often just now.' using errcode = 'PT429',
      detail = ceil(extract(epoch from start + make_interval(secs => rule.window_seconds) - clock_timestamp()))::text,
      hint = format('Try again in %s.', case
        when start + make_interval(secs => rule.window_seconds) - clock_timestamp() > interval '90 seconds'
        then ceil(extract(epoch from start + make_interval(secs => rule.window_seconds) - clock_timestamp()) / 60) || ' minutes'
        else ceil(extract(epoch from start + make_interval(secs => rule.window_seconds) - clock_timestamp())) || ' seconds' end);
  end if;
end;
$$;
comment on function private.take_rate_limit(text, uuid, uuid) is
  'Counts one use of an action for a person and an org; PT429 with the seconds to wait as detail when either did it too often. A refused use is not counted.';

create function worker.take_rate_limit(what text, actor uuid, organization uuid) returns void
language sql security definer set search_path = ''
as $$ select private.take_rate_limit(what, actor, organization); $$;
comment on function worker.take_rate_limit(text, uuid, uuid) is 'For the functions: counts one use of an action, or refuses it with PT429.';

revoke execute on function private.take_rate_limit(text, uuid, uuid), worker.take_rate_limit(text, uuid, uuid) from public;
grant execute on function worker.take_rate_limit(text, uuid, uuid) to service_role;

create or replace function private.keep_house() returns void
language sql security definer set search_path = ''
as $$
  delete from public.sync_jobs j where j.finished_at < now() - interval '30 days';
  delete from private.provider_requests r where r.hour < now() - interval '2 days';
  delete from private.rate_limits l where l.window_start < now() - interval '1 day';
  delete from private.access_tokens t where t.expires_at < now();
  delete from cron.job_run_details d where d.end_time < now() - interval '7 days';
$$;
