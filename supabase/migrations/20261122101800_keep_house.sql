-- The clock also has to wake a worker for a key rotation, and to hold back streams whose account has used up its day.
create or replace function private.dispatch_syncs() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  most_passes constant integer := 8;
  runnable integer;
  running integer;
  passes integer;
begin
  perform private.reclaim_expired_leases();
  perform private.enqueue_stream(s.integration_id, s.stream, 'schedule')
  from public.sync_streams s
  join public.integrations i on i.id = s.integration_id
  where s.is_enabled and s.paused_reason is null and s.next_run_at <= now() and i.status <> 'disconnected';

  select count(*) into runnable from public.sync_jobs j where j.status = 'queued' and j.run_after <= now();
  select count(*) into running from public.sync_jobs j where j.status = 'running';
  passes := greatest(0, least(runnable, most_passes - running));
  if passes = 0 and running = 0 and exists (
    select from private.integration_credentials c
    where c.key_version < (select max(k.version) from private.credential_keys k)
  ) then
    passes := 1;
  end if;
  for pass in 1..passes loop
    perform private.wake_worker();
  end loop;
  return passes;
end;
$$;

create function private.keep_house() returns void
language sql security definer set search_path = ''
as $$
  delete from public.sync_jobs j where j.finished_at < now() - interval '30 days';
  delete from private.provider_requests r where r.hour < now() - interval '2 days';
  delete from private.access_tokens t where t.expires_at < now();
  delete from cron.job_run_details d where d.end_time < now() - interval '7 days';
$$;
comment on function private.keep_house() is
  'Daily: forgets finished jobs after 30 days, request counts after two, dead provider tokens, and the clock''s own log after seven.';
revoke execute on function private.keep_house() from public;

select cron.schedule('keep-house', '17 3 * * *', 'select private.keep_house()');
