create or replace function private.enqueue_stream(
  integration uuid, stream_name public.sync_stream, asked_by public.sync_trigger, person uuid default null
) returns public.sync_jobs
language sql security definer set search_path = ''
as $$
  insert into public.sync_jobs (org_id, integration_id, stream, trigger, window_start, window_end, requested_by)
  select s.org_id, s.integration_id, s.stream, asked_by,
    case when s.earliest > now() - d.history then least(w.window_start, now() - d.history) else w.window_start end,
    w.window_end, person
  from public.sync_streams s
  join private.stream_defaults d on d.stream = s.stream
  cross join lateral private.sync_window(s.stream, s.watermark) w
  where s.integration_id = integration and s.stream = stream_name
  on conflict (integration_id, stream) where status in ('queued', 'running') do nothing
  returning *;
$$;
comment on function private.enqueue_stream(uuid, public.sync_stream, public.sync_trigger, uuid) is
  'Queues an ordinary run of one stream; returns null when one is live already. While the history that a first run owes is not all there, because that run failed or was cancelled, the window reaches back to it.';

create or replace function worker.claim_sync_job(lease_seconds integer default 90) returns jsonb
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

  -- Fair: orgs with the fewest running jobs first, then who has waited longest. What a person waits for counts as an
  -- hour old and a range of history as ten minutes younger, so that neither of them can hold others back for ever.
  select j.* into job
  from public.sync_jobs j
  where j.status = 'queued' and j.run_after <= now()
  order by
    (select count(*) from public.sync_jobs r where r.org_id = j.org_id and r.status = 'running'),
    j.run_after + case
      when j.trigger = 'manual' and j.started_at is null then interval '-1 hour'
      when j.trigger = 'backfill' then interval '10 minutes'
      else interval '0' end,
    j.stream, j.id
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
      'checkpoint', job.checkpoint, 'attempt', job.attempt, 'interval_seconds', coalesce(s.interval_seconds, d.interval_seconds),
      'known', case when job.trigger <> 'backfill' and s.earliest < least(s.watermark, now()) - d.overlap
        then jsonb_build_object('start', s.earliest, 'end', least(s.watermark, now()) - d.overlap) end,
      'ahead', case when job.stream in ('calls', 'sms_messages')
          and (job.attempt = 0 or job.error_code in ('daily_limit', 'rate_limited'))
          and (job.trigger = 'backfill' or job.checkpoint is not null)
          and s.is_enabled and s.paused_reason is null
          and s.watermark + make_interval(secs => s.interval_seconds) <= now()
        then jsonb_build_object('start', s.watermark - d.overlap, 'end', now()) end,
      'provider', i.provider, 'account_type', i.account_type,
      'credentials', case when c.integration_id is null then null else
        jsonb_build_object('key_version', c.key_version, 'iv', c.iv, 'ciphertext', c.ciphertext) end
    )
    from public.integrations i
    join private.stream_defaults d on d.stream = job.stream
    left join public.sync_streams s on s.integration_id = i.id and s.stream = job.stream
    left join private.integration_credentials c on c.integration_id = i.id
    where i.id = job.integration_id
  );
end;
$$;
comment on function worker.claim_sync_job(integer) is
  'Leases the next job to the caller, with all that is needed to do it and the token that each later write must show; null when there is nothing to do. known is the part of the window that is read for good; ahead is what became due while a long job goes on with history, to be read first (but not on a retry after a failure, which must not look like progress).';
