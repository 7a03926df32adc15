create or replace function worker.complete_sync_job(job_id uuid, lease_token uuid, requests integer) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  job public.sync_jobs;
begin
  job := private.require_lease(job_id, lease_token);
  update public.sync_jobs j set
    status = 'succeeded', finished_at = now(), leased_until = null, checkpoint = null,
    requests = j.requests + greatest(0, complete_sync_job.requests),
    error_class = null, error_code = null, error_hint = null
  where j.id = job.id;
  perform private.extend_coverage(job, job.window_start, job.window_end);
  update public.sync_streams s set
    consecutive_failures = 0,
    error_class = null, error_code = null, error_hint = null,
    -- A range of the past says nothing about how fresh the stream is.
    last_success_at = case when job.trigger = 'backfill' then s.last_success_at else now() end,
    next_run_at = case when job.trigger = 'backfill' then s.next_run_at else private.next_run_at(s.integration_id, s.interval_seconds) end
  where s.integration_id = job.integration_id and s.stream = job.stream;
  -- Someone who saves credentials right now holds this row and writes it themselves.
  update public.integrations i set status = 'connected', error_code = null, error_hint = null
  where i.id = (select e.id from public.integrations e where e.id = job.integration_id and e.status = 'error' for update skip locked);
  perform private.end_lease(job.id);
end;
$$;
comment on function worker.complete_sync_job(uuid, uuid, integer) is
  'The job read all of its window. Moves the stream''s ends, and sets its next run.';

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
  final := class = 'config' or job.attempt + 1 >= most_tries;
  update public.sync_jobs j set
    status = case when final then 'failed'::public.sync_job_status else 'queued' end,
    finished_at = case when final then now() end,
    leased_until = null,
    attempt = j.attempt + 1,
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
comment on function worker.fail_sync_job(uuid, uuid, public.sync_error_class, text, text, integer, integer) is
  'Something went wrong. transient: back to the queue after wait_seconds, failed for good after eight tries in a row without progress. config: failed at once; the stream pauses after three in a row. Returns the new status.';

create function private.show_failure(
  job public.sync_jobs, class public.sync_error_class, code text, hint text, is_final boolean
) returns void
language sql security definer set search_path = ''
as $$
  update public.sync_streams s set
    error_class = class, error_code = code, error_hint = hint,
    consecutive_failures = s.consecutive_failures + is_final::integer,
    -- A range of the past that can't be read is no reason to look for new rows later.
    next_run_at = case when is_final and (job.trigger <> 'backfill' or class = 'config')
      then greatest(private.next_run_at(s.integration_id, s.interval_seconds),
        now() + least(make_interval(secs => s.interval_seconds) * (2 ^ least(s.consecutive_failures, 6)), interval '6 hours'))
      else s.next_run_at end,
    paused_reason = case when is_final and class = 'config' and s.consecutive_failures + 1 >= 3
      then coalesce(hint, code) else s.paused_reason end
  where s.integration_id = job.integration_id and s.stream = job.stream;
$$;
comment on function private.show_failure(public.sync_jobs, public.sync_error_class, text, text, boolean) is
  'Writes a job''s failure on its stream. A final one puts the next run off, twice as long each time; the third in a row that a person must mend pauses the stream.';

create or replace function worker.release_sync_job(
  job_id uuid, lease_token uuid, wait_seconds integer, requests integer, code text default null, hint text default null
) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  job public.sync_jobs;
begin
  job := private.require_lease(job_id, lease_token);
  update public.sync_jobs j set
    status = 'queued', leased_until = null,
    run_after = now() + make_interval(secs => greatest(0, wait_seconds)),
    waited_seconds = j.waited_seconds + greatest(0, wait_seconds),
    requests = j.requests + greatest(0, release_sync_job.requests),
    attempt = j.attempt + (code is not null)::integer,
    error_class = case when code is null then null else 'transient'::public.sync_error_class end,
    error_code = code, error_hint = hint
  where j.id = job.id;
  update public.sync_streams s set
    error_class = case when code is null then null else 'transient'::public.sync_error_class end,
    error_code = code, error_hint = hint
  where s.integration_id = job.integration_id and s.stream = job.stream;
  perform private.end_lease(job.id);
end;
$$;
comment on function worker.release_sync_job(uuid, uuid, integer, integer, text, text) is
  'Hands a job back to go on later: the pass is over, or a limit of the provider asks for a pause (code says so). Not a failure: a pause never ends the job, however often it comes.';

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
    if job.attempt + 1 < most_tries then
      update public.sync_jobs j set status = 'queued', leased_until = null, attempt = j.attempt + 1, run_after = now()
      where j.id = job.id;
    else
      update public.sync_jobs j set status = 'failed', leased_until = null, attempt = j.attempt + 1, finished_at = now(),
        error_class = 'transient', error_code = 'worker_lost', error_hint = hint
      where j.id = job.id;
      perform private.show_failure(job, 'transient', 'worker_lost', hint, true);
    end if;
  end loop;
  return reclaimed;
end;
$$;
comment on function private.reclaim_expired_leases() is
  'Puts jobs whose worker went silent back into the queue; their lease tokens stop being worth anything. A job that costs eight workers in a row without a page in between has failed.';

revoke execute on function private.show_failure(public.sync_jobs, public.sync_error_class, text, text, boolean) from public;
