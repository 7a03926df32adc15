-- A worker that ends a job locks the job, then its stream. Saving credentials wrote the streams first and then waited for
-- the jobs, so that the two could wait for each other; now it takes the same order.
create or replace function worker.save_integration(
  actor uuid, organization uuid, integration uuid, account public.account_type, hint text, fingerprint text,
  key_version integer, iv text, ciphertext text
) returns public.integrations
language plpgsql security definer set search_path = ''
as $$
declare
  saved public.integrations;
  previous_fingerprint text;
begin
  perform worker.integration_for_admin(actor, organization);
  perform from public.sync_jobs j
  where j.integration_id = save_integration.integration and j.status in ('queued', 'running')
  order by j.id for update;

  insert into public.integrations as existing (id, org_id, account_type, status, key_hint, verified_at, updated_by, updated_at)
  values (integration, organization, account, 'connected', hint, now(), actor, now())
  on conflict (org_id, provider) do update set
    account_type = excluded.account_type, status = 'connected', key_hint = excluded.key_hint, verified_at = now(),
    error_code = null, error_hint = null, updated_by = excluded.updated_by, updated_at = now()
  returning * into saved;
  -- The ciphertext is bound to the id it was sealed for; another id means someone else connected meanwhile.
  if saved.id <> integration then
    raise exception 'The connection was changed by someone else meanwhile. Try again.' using errcode = 'PT409';
  end if;

  select c.account_fingerprint into previous_fingerprint
  from private.integration_credentials c where c.integration_id = integration;
  insert into private.integration_credentials as stored (integration_id, key_version, iv, ciphertext, account_fingerprint)
  values (integration, save_integration.key_version, save_integration.iv, save_integration.ciphertext, fingerprint)
  on conflict (integration_id) do update set
    key_version = excluded.key_version, iv = excluded.iv, ciphertext = excluded.ciphertext,
    account_fingerprint = excluded.account_fingerprint, updated_at = now();
  delete from private.access_tokens t where t.integration_id = integration;

  insert into public.sync_streams (integration_id, stream, org_id, interval_seconds)
  select integration, d.stream, organization, d.interval_seconds from private.stream_defaults d
  on conflict (integration_id, stream) do nothing;

  -- Another account has another history: what was read of the old one says nothing about the new one.
  if previous_fingerprint is distinct from fingerprint then
    perform private.cancel_live_jobs(integration);
    update public.sync_streams s set watermark = null, earliest = null where s.integration_id = integration;
  end if;
  update public.sync_streams s set
    paused_reason = null, error_class = null, error_code = null, error_hint = null, consecutive_failures = 0, next_run_at = now()
  where s.integration_id = integration;
  perform private.enqueue_stream(integration, s.stream, 'manual', actor)
  from public.sync_streams s where s.integration_id = integration and s.is_enabled;
  perform private.wake_worker();
  return saved;
end;
$$;
