create view public.sync_stream_health with (security_invoker = true) as
select
  s.integration_id, s.stream, s.org_id, s.is_enabled, s.interval_seconds, s.next_run_at, s.last_success_at,
  s.last_attempt_at, s.watermark, s.earliest, s.consecutive_failures, s.error_class, s.error_code, s.error_hint,
  s.paused_reason,
  case
    when not s.is_enabled or s.paused_reason is not null then 'paused'
    when s.last_success_at is null then 'never'
    when s.last_success_at > now() - make_interval(secs => s.interval_seconds * 2 + 120) then 'ok'
    when s.last_success_at > now() - make_interval(secs => s.interval_seconds * 6 + 600) then 'late'
    else 'stale'
  end as freshness
from public.sync_streams s;
comment on view public.sync_stream_health is
  'Streams with a verdict on their age: ok within two intervals, late within six, then stale; paused and never say why there is none. Read as the caller, under RLS.';
grant select on public.sync_stream_health to authenticated;

create function private.request_backfill(integration uuid, stream_name public.sync_stream, range_start timestamptz, range_end timestamptz)
returns public.sync_jobs
language plpgsql security definer set search_path = ''
as $$
declare
  target record;
  queued public.sync_jobs;
begin
  select i.id, i.org_id, i.status into target from public.integrations i
  where i.id = integration and i.org_id = any (array(select private.visible_org_ids()));
  if not found then
    raise exception 'There is no such integration, or it belongs to an organization that you are not a member of.'
      using errcode = 'PT404';
  end if;
  if private.caller_role(target.org_id) < 'admin' then
    raise exception 'Only admins and owners can load history.' using errcode = 'PT403';
  end if;
  if target.status = 'disconnected' then
    raise exception 'MightyCall is not connected.' using errcode = 'PT409', hint = 'An admin can connect it under Admin › Integrations.';
  end if;
  if stream_name not in ('calls', 'sms_messages') then
    raise exception 'Only calls and messages have a history to load.' using errcode = '22023';
  end if;
  if range_start is null or range_end is null or range_start >= range_end then
    raise exception 'The range must begin before it ends.' using errcode = '22023';
  end if;
  if range_start < now() - interval '10 years' or range_end > now() + interval '1 minute' then
    raise exception 'The range must lie within the last ten years and not in the future.' using errcode = '22023';
  end if;

  insert into public.sync_jobs (org_id, integration_id, stream, trigger, window_start, window_end, requested_by)
  values (target.org_id, target.id, stream_name, 'backfill', range_start, least(range_end, now()), auth.uid())
  on conflict (integration_id, stream) where status in ('queued', 'running') do nothing
  returning * into queued;
  if queued.id is null then
    raise exception 'A sync of % is already running.', replace(stream_name::text, '_', ' ')
      using errcode = 'PT409', hint = 'Start this one when it is done, or cancel it first.';
  end if;
  perform private.wake_worker();
  return queued;
end;
$$;
comment on function private.request_backfill(uuid, public.sync_stream, timestamptz, timestamptz) is
  'Queues a read of a range of the past. PT404 for outsiders, PT403 below admin, PT409 when one is live or nothing is connected, 22023 for a range that makes no sense.';

create function public.request_backfill(integration_id uuid, stream public.sync_stream, range_start timestamptz, range_end timestamptz)
returns public.sync_jobs
language sql security invoker set search_path = ''
as $$ select * from private.request_backfill(integration_id, stream, range_start, range_end); $$;
comment on function public.request_backfill(uuid, public.sync_stream, timestamptz, timestamptz) is
  'Loads history: read calls or messages of a date range again, newest first.';

create function private.cancel_sync_job(job_id uuid) returns public.sync_jobs
language plpgsql security definer set search_path = ''
as $$
declare
  job public.sync_jobs;
begin
  select j.* into job from public.sync_jobs j
  where j.id = job_id and j.org_id = any (array(select private.full_view_org_ids()))
  for update;
  if not found then
    raise exception 'There is no such sync, or it belongs to an organization that you are not a member of.' using errcode = 'PT404';
  end if;
  if job.status not in ('queued', 'running') then
    raise exception 'This sync is already over.' using errcode = 'PT409';
  end if;
  update public.sync_jobs j set status = 'cancelled', finished_at = now(), leased_until = null
  where j.id = job_id
  returning * into job;
  perform private.end_lease(job_id);
  update public.sync_streams s set next_run_at = greatest(s.next_run_at, now() + make_interval(secs => s.interval_seconds))
  where s.integration_id = job.integration_id and s.stream = job.stream and job.trigger <> 'backfill';
  return job;
end;
$$;
comment on function private.cancel_sync_job(uuid) is
  'Ends a live job; its worker can no longer write, and what it has stored stays. The clock starts the next one an interval later. PT404, PT409 when it is over.';

create function public.cancel_sync_job(job_id uuid) returns public.sync_jobs
language sql security invoker set search_path = ''
as $$ select * from private.cancel_sync_job(job_id); $$;
comment on function public.cancel_sync_job(uuid) is 'Stops a queued or running sync of an org that the caller sees in full.';

revoke execute on function
  private.request_backfill(uuid, public.sync_stream, timestamptz, timestamptz),
  public.request_backfill(uuid, public.sync_stream, timestamptz, timestamptz),
  private.cancel_sync_job(uuid), public.cancel_sync_job(uuid) from public;
grant execute on function
  private.request_backfill(uuid, public.sync_stream, timestamptz, timestamptz),
  public.request_backfill(uuid, public.sync_stream, timestamptz, timestamptz),
  private.cancel_sync_job(uuid), public.cancel_sync_job(uuid) to authenticated;
