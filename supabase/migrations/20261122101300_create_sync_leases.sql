create function worker.claim_sync_job(lease_seconds integer default 90) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  job public.sync_jobs;
  token uuid := gen_random_uuid();
begin
  if lease_seconds is null or lease_seconds not between 1 and 600 then
    raise exception 'lease_seconds must be between 1 and 600' using errcode = '22023';
  end if;
  perform private.reclaim_expired_leases();

  -- Fair: orgs with the fewest running jobs first, people before the clock, then who has waited longest.
  select j.* into job
  from public.sync_jobs j
  where j.status = 'queued' and j.run_after <= now()
  order by
    (select count(*) from public.sync_jobs r where r.org_id = j.org_id and r.status = 'running'),
    case j.trigger when 'manual' then 0 when 'schedule' then 1 else 2 end,
    j.run_after, j.id
  limit 1
  for update of j skip locked;
  if not found then
    return null;
  end if;

  update public.sync_jobs j set
    status = 'running', leased_until = clock_timestamp() + make_interval(secs => lease_seconds),
    started_at = coalesce(j.started_at, now())
  where j.id = job.id
  returning * into job;
  insert into private.sync_leases (job_id, lease_token) values (job.id, token)
  on conflict (job_id) do update set lease_token = excluded.lease_token;
  update public.sync_streams s set last_attempt_at = now()
  where s.integration_id = job.integration_id and s.stream = job.stream;

  return (
    select jsonb_build_object(
      'job_id', job.id, 'lease_token', token, 'org_id', job.org_id, 'integration_id', job.integration_id,
      'stream', job.stream, 'trigger', job.trigger, 'window_start', job.window_start, 'window_end', job.window_end,
      'checkpoint', job.checkpoint, 'attempt', job.attempt,
      'provider', i.provider, 'account_type', i.account_type,
      'credentials', case when c.integration_id is null then null else
        jsonb_build_object('key_version', c.key_version, 'iv', c.iv, 'ciphertext', c.ciphertext) end
    )
    from public.integrations i
    left join private.integration_credentials c on c.integration_id = i.id
    where i.id = job.integration_id
  );
end;
$$;
comment on function worker.claim_sync_job(integer) is
  'Leases the next job to the caller, with all that is needed to do it and the token that each later write must show; null when there is nothing to do.';

create function private.require_lease(job uuid, token uuid) returns public.sync_jobs
language plpgsql security definer set search_path = ''
as $$
declare
  held public.sync_jobs;
begin
  select j.* into held
  from public.sync_jobs j join private.sync_leases l on l.job_id = j.id
  where j.id = job and l.lease_token = token and j.status = 'running' and j.leased_until > clock_timestamp()
  for update of j;
  if not found then
    raise exception 'This worker no longer holds the job.' using errcode = 'PT409';
  end if;
  return held;
end;
$$;
comment on function private.require_lease(uuid, uuid) is
  'The fence before every write of a worker: locks and returns the job, or raises PT409 when the lease ended, moved on or was cancelled.';

create function private.end_lease(job uuid) returns void
language sql security definer set search_path = ''
as $$ delete from private.sync_leases l where l.job_id = job; $$;
comment on function private.end_lease(uuid) is 'Makes a job''s lease token worthless.';

create function worker.save_checkpoint(job_id uuid, lease_token uuid, checkpoint jsonb, requests integer, lease_seconds integer default 90)
returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_lease(job_id, lease_token);
  update public.sync_jobs j set
    checkpoint = save_checkpoint.checkpoint,
    requests = j.requests + greatest(0, save_checkpoint.requests),
    leased_until = clock_timestamp() + make_interval(secs => lease_seconds)
  where j.id = job_id;
end;
$$;
comment on function worker.save_checkpoint(uuid, uuid, jsonb, integer, integer) is
  'Writes what is left to do without rows, and renews the lease.';

create function worker.release_sync_job(
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
  'Hands a job back to go on later: the pass is over, or the day''s requests are used up (code says so). Not a failure: no try is counted.';

create function worker.complete_sync_job(job_id uuid, lease_token uuid, requests integer) returns void
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
  update public.sync_streams s set
    last_success_at = now(),
    consecutive_failures = 0, error_class = null, error_code = null, error_hint = null,
    next_run_at = now() + make_interval(secs => s.interval_seconds),
    -- Both ends only move over ranges that touch what was read before, so that no gap hides between them.
    watermark = case
      when job.window_end is null then s.watermark
      when s.watermark is null or job.window_start <= s.watermark then greatest(s.watermark, job.window_end)
      else s.watermark end,
    earliest = case
      when job.window_start is null then s.earliest
      when s.earliest is null or job.window_end >= s.earliest then least(s.earliest, job.window_start)
      else s.earliest end
  where s.integration_id = job.integration_id and s.stream = job.stream;
  update public.integrations i set status = 'connected', error_code = null, error_hint = null
  where i.id = job.integration_id and i.status = 'error';
  perform private.end_lease(job.id);
end;
$$;
comment on function worker.complete_sync_job(uuid, uuid, integer) is
  'The job read all of its window. Moves the stream''s watermark and earliest, and sets its next run.';

create function worker.fail_sync_job(
  job_id uuid, lease_token uuid, class public.sync_error_class, code text, hint text, wait_seconds integer, requests integer
) returns public.sync_job_status
language plpgsql security definer set search_path = ''
as $$
declare
  most_tries constant integer := 8;
  config_failures_until_pause constant integer := 3;
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
  update public.sync_streams s set
    error_class = class, error_code = code, error_hint = hint,
    consecutive_failures = s.consecutive_failures + final::integer,
    next_run_at = case when final
      then now() + least(make_interval(secs => s.interval_seconds) * (2 ^ least(s.consecutive_failures, 6)), interval '6 hours')
      else s.next_run_at end,
    paused_reason = case when final and class = 'config' and s.consecutive_failures + 1 >= config_failures_until_pause
      then coalesce(hint, code) else s.paused_reason end
  where s.integration_id = job.integration_id and s.stream = job.stream;
  if final and class = 'config' then
    update public.integrations i set status = 'error', error_code = code, error_hint = hint
    where i.id = job.integration_id and i.status <> 'disconnected';
  end if;
  perform private.end_lease(job.id);
  return case when final then 'failed'::public.sync_job_status else 'queued' end;
end;
$$;
comment on function worker.fail_sync_job(uuid, uuid, public.sync_error_class, text, text, integer, integer) is
  'Something went wrong. transient: back to the queue after wait_seconds, failed for good after eight tries in a row without progress. config: failed at once; the stream pauses after three in a row. Returns the new status.';

revoke execute on all functions in schema worker from public;
revoke execute on function private.require_lease(uuid, uuid), private.end_lease(uuid) from public;
grant execute on all functions in schema worker to service_role;
