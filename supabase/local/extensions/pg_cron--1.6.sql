\echo Use "create extension pg_cron" to load this file. \quit

-- The names, columns and signatures of pg_cron 1.6. The jobs are run by supabase/local/runners/cron.ts.
create schema cron;
create sequence cron.jobid_seq;
create sequence cron.runid_seq;

create table cron.job (
  jobid bigint primary key default nextval('cron.jobid_seq'),
  schedule text not null,
  command text not null,
  nodename text not null default 'localhost',
  nodeport integer not null default inet_server_port(),
  database text not null default current_database(),
  username text not null default current_user,
  active boolean not null default true,
  jobname text,
  constraint jobname_username_uniq unique (jobname, username)
);
alter table cron.job enable row level security;
create policy cron_job_policy on cron.job using (username = current_user);
grant select on cron.job to public;

create table cron.job_run_details (
  jobid bigint,
  runid bigint primary key default nextval('cron.runid_seq'),
  job_pid integer,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);
alter table cron.job_run_details enable row level security;
create policy cron_job_run_details_policy on cron.job_run_details using (username = current_user);
grant select, delete on cron.job_run_details to public;

create function cron.job_cache_invalidate() returns trigger language plpgsql as $$
begin
  notify cron_job_changed;
  return null;
end
$$;
create trigger cron_job_cache_invalidate
  after insert or update or delete or truncate on cron.job
  for each statement execute function cron.job_cache_invalidate();

create function cron._check_schedule(schedule text) returns void language plpgsql as $$
begin
  if schedule !~ '^\s*([1-9]|[1-5][0-9]) seconds?\s*$'
    and schedule !~* '^\s*(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|(([0-9a-z*,/-]+|\$)\s+){4}[0-9a-z*,/-]+)\s*$'
  then
    raise exception 'invalid schedule: %', schedule
      using hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
  end if;
end
$$;

-- The caller's role has to be passed on: inside a definer function current_user is the owner.
create function cron._schedule(caller text, job_name text, schedule text, command text, database text, active boolean)
returns bigint language plpgsql security definer set search_path = '' as $$
declare
  saved_id bigint;
begin
  if not pg_has_role(session_user, caller, 'member') then
    raise exception 'permission denied to schedule a job as role %', caller using errcode = '42501';
  end if;
  perform cron._check_schedule(schedule);
  insert into cron.job as existing (schedule, command, database, username, active, jobname)
  values (schedule, command, coalesce(database, current_database()), caller, active, job_name)
  on conflict on constraint jobname_username_uniq do update
    set schedule = excluded.schedule, command = excluded.command,
        database = excluded.database, active = excluded.active
  returning existing.jobid into saved_id;
  return saved_id;
end
$$;

create function cron._own_job(caller text, job_id bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from cron.job where jobid = job_id and username = caller and pg_has_role(session_user, caller, 'member')
  ) then
    raise exception 'could not find valid entry for job ''%''', job_id;
  end if;
end
$$;

create function cron.schedule(schedule text, command text) returns bigint
language sql strict as $$ select cron._schedule(current_user::text, null, schedule, command, null, true) $$;

create function cron.schedule(job_name text, schedule text, command text) returns bigint
language sql strict as $$ select cron._schedule(current_user::text, job_name, schedule, command, null, true) $$;

create function cron.schedule_in_database(
  job_name text, schedule text, command text, database text, username text default null, active boolean default true
) returns bigint language sql as $$
  select cron._schedule(coalesce(username, current_user::text), job_name, schedule, command, database, active)
$$;

create function cron._unschedule(caller text, job_id bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform cron._own_job(caller, job_id);
  delete from cron.job where jobid = job_id;
  return true;
end
$$;

create function cron.unschedule(job_id bigint) returns boolean
language sql strict as $$ select cron._unschedule(current_user::text, job_id) $$;

create function cron.unschedule(job_name text) returns boolean language plpgsql strict as $$
declare
  found_id bigint := (select jobid from cron.job where jobname = job_name and username = current_user);
begin
  if found_id is null then
    raise exception 'could not find valid entry for job ''%''', job_name;
  end if;
  return cron._unschedule(current_user::text, found_id);
end
$$;

create function cron._alter_job(
  caller text, job_id bigint, new_schedule text, new_command text, new_database text, new_username text,
  new_active boolean
) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform cron._own_job(caller, job_id);
  if new_schedule is not null then
    perform cron._check_schedule(new_schedule);
  end if;
  if new_username is not null and not pg_has_role(session_user, new_username, 'member') then
    raise exception 'permission denied to run a job as role %', new_username using errcode = '42501';
  end if;
  update cron.job set
    schedule = coalesce(new_schedule, schedule),
    command = coalesce(new_command, command),
    database = coalesce(new_database, database),
    username = coalesce(new_username, username),
    active = coalesce(new_active, active)
  where jobid = job_id;
end
$$;

create function cron.alter_job(
  job_id bigint, schedule text default null, command text default null, database text default null,
  username text default null, active boolean default null
) returns void language sql as $$
  select cron._alter_job(current_user::text, job_id, schedule, command, database, username, active)
$$;

-- As the platform grants them: only the database owner's role schedules jobs.
grant usage on schema cron to postgres with grant option;
grant execute on all functions in schema cron to postgres with grant option;
grant all on cron.job_run_details to postgres with grant option;
grant select on cron.job to postgres with grant option;
