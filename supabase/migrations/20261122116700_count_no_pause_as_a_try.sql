-- A job that waits for a limit of the provider counts its waits, which tell it how long to wait. They were taken for tries, too,
-- so that after seven of them the first real failure was the last.
create function private.tries_of(job public.sync_jobs) returns integer
language sql immutable set search_path = ''
as $$ select case when job.error_code in ('daily_limit', 'rate_limited') then 0 else job.attempt end; $$;
comment on function private.tries_of(public.sync_jobs) is
  'How often a job was tried in a row without getting any further. Waits for a limit of the provider, which the job''s row counts as well, are none.';
revoke execute on function private.tries_of(public.sync_jobs) from public;

create or replace function worker.fail_sync_job(
  job_id uuid, lease_token uuid, class public.sync_error_class, code text, hint text, wait_seconds integer, requests integer
) returns public.sync_job_status
language plpgsql security definer set search_path = ''
as $$
declare
  most_tries constant integer := 8;
  job public.sync_jobs;
  final boolean;
begin
  job := private.require_lease(job_id, lease_token);
  if code is null or class is null then
    raise exception 'A failure needs a class and a code.' using errcode = '22023';
  end if;
  final := class = 'config' or private.tries_of(job) + 1 >= most_tries;
  update public.sync_jobs j set
    status = case when final then 'failed'::public.sync_job_status else 'queued' end,
    finished_at = case when final then now() end,
    leased_until = null,
    attempt = private.tries_of(job) + 1,
    run_after = case when final then j.run_after else now() + make_interval(secs => greatest(1, wait_seconds)) end,
    waited_seconds = j.waited_seconds + case when final then 0 else greatest(1, wait_seconds) end,
    requests = j.requests + greatest(0, fail_sync_job.requests),
    error_class = class, error_code = code, error_hint = hint
  where j.id = job.id;
  perform private.show_failure(job, class, code, hint, final);
  if final and class = 'config' then
    update public.integrations i set status = 'error', error_code = code, error_hint = hint
    where i.id = (select e.id from public.integrations e where e.id = job.integration_id and e.status <> 'disconnected' for update skip locked);
  end if;
  perform private.end_lease(job.id);
  return case when final then 'failed'::public.sync_job_status else 'queued' end;
end;
$$;

create or replace function private.reclaim_expired_leases() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  most_tries constant integer := 8;
  hint constant text := 'Its worker stopped in the middle of the work, time after time. If it lasts, tell support when it happened.';
  job public.sync_jobs;
  reclaimed integer := 0;
begin
  for job in
    select j.* from public.sync_jobs j
    where j.status = 'running' and j.leased_until <= clock_timestamp()
    for update skip locked
  loop
    reclaimed := reclaimed + 1;
    perform private.end_lease(job.id);
    if private.tries_of(job) + 1 < most_tries then
      update public.sync_jobs j set status = 'queued', leased_until = null, attempt = private.tries_of(job) + 1, run_after = now(),
        error_class = null, error_code = null, error_hint = null
      where j.id = job.id;
    else
      update public.sync_jobs j set status = 'failed', leased_until = null, attempt = private.tries_of(job) + 1, finished_at = now(),
        error_class = 'transient', error_code = 'worker_lost', error_hint = hint
      where j.id = job.id;
      perform private.show_failure(job, 'transient', 'worker_lost', hint, true);
    end if;
  end loop;
  return reclaimed;
end;
$$;
