create index sync_jobs_failed_idx on public.sync_jobs (integration_id, stream, finished_at desc) where status = 'failed';

create function private.recent_config_failures(job public.sync_jobs) returns bigint
language sql stable security definer set search_path = ''
as $$
  select count(*) filter (where before.error_class = 'config')
  from (
    select j.error_class from public.sync_jobs j
    where j.integration_id = job.integration_id and j.stream = job.stream and j.status = 'failed' and j.id <> job.id
    order by j.finished_at desc
    limit 2
  ) before;
$$;
comment on function private.recent_config_failures(public.sync_jobs) is
  'How many of the stream''s two failed jobs before this one were failures that a person must mend.';
revoke execute on function private.recent_config_failures(public.sync_jobs) from public;

create or replace function private.show_failure(
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
    paused_reason = case when is_final and class = 'config' and s.consecutive_failures >= 2
        and private.recent_config_failures(job) = 2
      then coalesce(hint, code) else s.paused_reason end
  where s.integration_id = job.integration_id and s.stream = job.stream;
$$;

-- What works again isn't paused any longer: neither after a sync that a person started, nor after a test of the keys.
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
    error_class = null, error_code = null, error_hint = null, paused_reason = null,
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

create or replace function worker.record_verification(actor uuid, integration uuid, failure_code text, failure_hint text)
returns public.integrations
language plpgsql security definer set search_path = ''
as $$
declare
  tested public.integrations;
begin
  update public.integrations i set
    status = case when failure_code is null then 'connected'::public.integration_status else 'error' end,
    verified_at = case when failure_code is null then now() else i.verified_at end,
    error_code = failure_code,
    error_hint = failure_hint
  where i.id = integration and i.status <> 'disconnected'
  returning * into tested;
  if failure_code is null then
    update public.sync_streams s set
      paused_reason = null, error_class = null, error_code = null, error_hint = null, consecutive_failures = 0, next_run_at = now()
    where s.integration_id = tested.id and s.error_class = 'config';
  end if;
  perform private.act_for(actor);
  perform private.audit(tested.org_id, 'credentials.tested', tested.provider,
    case when failure_code is null then '{}' else jsonb_build_object('code', failure_code) end,
    case when failure_code is null then 'succeeded' else 'failed' end);
  return tested;
end;
$$;
comment on function worker.record_verification(uuid, uuid, text, text) is
  'Writes the result of testing stored credentials, and who tested them. When they work, streams that waited for a person wake.';
