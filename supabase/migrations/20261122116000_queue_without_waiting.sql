-- The clock queued streams that have a live job already, and so waited for whoever was writing that job's row: at best for
-- the page of a worker, at worst for somebody who waited for the clock. What is live is left alone now, and what is due is
-- queued in one order by everybody. An org that is being removed is passed over instead of waited for.
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
  where s.integration_id = integration and s.stream = stream_name and not exists (
    select from public.sync_jobs j
    where j.integration_id = s.integration_id and j.stream = s.stream and j.status in ('queued', 'running')
  )
  on conflict (integration_id, stream) where status in ('queued', 'running') do nothing
  returning *;
$$;

create function private.enqueue_due_streams() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  due record;
begin
  for due in
    select s.integration_id, s.stream
    from public.sync_streams s
    join public.integrations i on i.id = s.integration_id
    join public.organizations o on o.id = s.org_id
    where s.is_enabled and s.paused_reason is null and s.next_run_at <= now() and i.status <> 'disconnected'
    order by s.integration_id, s.stream
    for key share of o skip locked
  loop
    perform private.enqueue_stream(due.integration_id, due.stream, 'schedule');
  end loop;
end;
$$;
comment on function private.enqueue_due_streams() is
  'Queues every stream that is due and has no live job. Waits for nobody but another one who queues the same streams, in the same order.';
revoke execute on function private.enqueue_due_streams() from public;

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
  perform private.retire_unused_keys();
  perform private.enqueue_due_streams();

  select count(*) into runnable from public.sync_jobs j where j.status = 'queued' and j.run_after <= now();
  select count(*) into running from public.sync_jobs j where j.status = 'running';
  passes := greatest(0, least(runnable, most_passes - running));
  if passes = 0 and running = 0 and worker.credentials_to_reseal(1) <> '[]' then
    passes := 1;
  end if;
  for pass in 1..passes loop
    perform private.wake_worker();
  end loop;
  return passes;
end;
$$;
