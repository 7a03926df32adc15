create table private.stream_defaults (
  stream public.sync_stream primary key,
  interval_seconds integer not null,
  overlap interval not null,
  history interval not null
);
comment on table private.stream_defaults is
  'How a new stream starts out: how often it runs, how much of the recent past each run reads again for late changes, and how far back the first run goes.';
insert into private.stream_defaults (stream, interval_seconds, overlap, history) values
  ('phone_numbers', 3600, interval '0', interval '0'),
  ('calls', 300, interval '2 hours', interval '90 days'),
  ('sms_messages', 600, interval '2 hours', interval '90 days'),
  ('recordings', 21600, interval '2 days', interval '2 days');
alter table private.stream_defaults enable row level security;

create function private.sync_window(stream_name public.sync_stream, read_until timestamptz)
returns table (window_start timestamptz, window_end timestamptz)
language sql stable security definer set search_path = ''
as $$
  select case when read_until is null then now() - d.history else least(read_until, now()) - d.overlap end, now()
  from private.stream_defaults d
  where d.stream = stream_name and stream_name <> 'phone_numbers'
  union all
  select null, null where stream_name = 'phone_numbers';
$$;
comment on function private.sync_window(public.sync_stream, timestamptz) is
  'What the next ordinary run reads: from the watermark less the overlap, or the whole history at first, until now. Numbers are a list and have no window.';

create function private.enqueue_stream(
  integration uuid, stream_name public.sync_stream, asked_by public.sync_trigger, person uuid default null
) returns public.sync_jobs
language sql security definer set search_path = ''
as $$
  insert into public.sync_jobs (org_id, integration_id, stream, trigger, window_start, window_end, requested_by)
  select s.org_id, s.integration_id, s.stream, asked_by, w.window_start, w.window_end, person
  from public.sync_streams s
  cross join lateral private.sync_window(s.stream, s.watermark) w
  where s.integration_id = integration and s.stream = stream_name
  on conflict (integration_id, stream) where status in ('queued', 'running') do nothing
  returning *;
$$;
comment on function private.enqueue_stream(uuid, public.sync_stream, public.sync_trigger, uuid) is
  'Queues an ordinary run of one stream; returns null when one is live already.';

create function private.wake_worker() returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  function_url text;
  function_key text;
begin
  select s.decrypted_secret into function_url from vault.decrypted_secrets s where s.name = 'sync_function_url';
  select s.decrypted_secret into function_key from vault.decrypted_secrets s where s.name = 'sync_function_key';
  if function_url is null or function_key is null then
    raise warning 'Syncs can''t start: the Vault secret sync_function_url or sync_function_key is missing.';
    return null;
  end if;
  return net.http_post(
    url := function_url,
    body := '{}'::jsonb,
    headers := jsonb_build_object('content-type', 'application/json', 'apikey', function_key),
    timeout_milliseconds := 60000
  );
end;
$$;
comment on function private.wake_worker() is
  'Asks the sync function for one pass. Address and key come from Vault; without them it warns and sends nothing.';

create function private.reclaim_expired_leases() returns integer
language sql security definer set search_path = ''
as $$
  with expired as (
    select j.id from public.sync_jobs j
    where j.status = 'running' and j.leased_until <= clock_timestamp()
    for update skip locked
  ), reclaimed as (
    update public.sync_jobs j
    set status = 'queued', leased_until = null, attempt = j.attempt + 1, run_after = now()
    from expired where j.id = expired.id
    returning j.id
  ), released as (
    delete from private.sync_leases l using reclaimed where l.job_id = reclaimed.id
  )
  select count(*)::integer from reclaimed;
$$;
comment on function private.reclaim_expired_leases() is
  'Puts jobs whose worker went silent back into the queue; their lease tokens stop being worth anything.';

create function private.dispatch_syncs() returns integer
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
  for pass in 1..passes loop
    perform private.wake_worker();
  end loop;
  return passes;
end;
$$;
comment on function private.dispatch_syncs() is
  'The clock''s work, each minute: reclaim, queue what is due, and ask for as many passes as there is work, eight at most. Nothing due means no HTTP at all. Returns the passes asked for.';

revoke execute on function private.sync_window(public.sync_stream, timestamptz),
  private.enqueue_stream(uuid, public.sync_stream, public.sync_trigger, uuid), private.wake_worker(),
  private.reclaim_expired_leases(), private.dispatch_syncs() from public;

select cron.schedule('dispatch-syncs', '* * * * *', 'select private.dispatch_syncs()');
