create or replace function worker.credentials_to_reseal(most integer default 50) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'integration_id', c.integration_id, 'org_id', c.org_id,
    'key_version', c.key_version, 'iv', c.iv, 'ciphertext', c.ciphertext)), '[]')
  from (
    select c.integration_id, i.org_id, c.key_version, c.iv, c.ciphertext
    from private.integration_credentials c
    join public.integrations i on i.id = c.integration_id
    where c.key_version < (select max(k.version) from private.credential_keys k)
      and i.error_code is distinct from 'credentials_tampered' and i.error_code is distinct from 'credential_key_missing'
    order by c.key_version, c.integration_id
    limit most
  ) c;
$$;
comment on function worker.credentials_to_reseal(integer) is
  'Credentials still sealed with an older key version, a batch at a time; [] when rotation is done. Those known not to open are left out until they are saved again.';

create function worker.report_unreadable_credentials(integration uuid, code text, hint text) returns void
language sql security definer set search_path = ''
as $$
  update public.integrations i set status = 'error', error_code = code, error_hint = hint
  where i.id = integration and i.status <> 'disconnected';
$$;
comment on function worker.report_unreadable_credentials(uuid, text, text) is
  'Says on the integration that its stored credentials do not open, when key rotation comes upon them.';

create function private.retire_unused_keys() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  longest_pass constant interval := interval '10 minutes';
begin
  if (select count(*) from private.credential_keys) < 2
    or exists (select from private.credential_keys k where k.version = (select max(n.version) from private.credential_keys n) and k.created_at > now() - longest_pass)
    or exists (select from private.integration_credentials c where c.updated_at > now() - longest_pass)
    or not exists (
      select from private.credential_keys k
      where k.version < (select max(n.version) from private.credential_keys n)
        and not exists (select from private.integration_credentials c where c.key_version = k.version)
    ) then
    return 0;
  end if;
  return worker.retire_credential_keys();
end;
$$;
comment on function private.retire_unused_keys() is
  'Retires key versions that nothing uses any more, once no worker can be left that read credentials before they were sealed anew, or is about to save some. Returns how many.';

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
  perform private.enqueue_stream(s.integration_id, s.stream, 'schedule')
  from public.sync_streams s
  join public.integrations i on i.id = s.integration_id
  where s.is_enabled and s.paused_reason is null and s.next_run_at <= now() and i.status <> 'disconnected';

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
comment on function private.dispatch_syncs() is
  'The clock''s work, each minute: reclaim, retire keys, queue what is due, and ask for as many passes as there is work (key rotation is work too), eight at most. Nothing due means no HTTP at all. Returns the passes asked for.';

revoke execute on function private.retire_unused_keys(), worker.report_unreadable_credentials(uuid, text, text) from public;
grant execute on function worker.report_unreadable_credentials(uuid, text, text) to service_role;
