create function worker.integration_for_admin(actor uuid, organization uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  actor_role public.org_role;
  found jsonb;
begin
  select m.role into actor_role from public.memberships m where m.org_id = organization and m.user_id = actor;
  if exists (select from private.platform_admins a where a.user_id = actor)
    and exists (select from public.organizations o where o.id = organization) then
    actor_role := 'owner';
  end if;
  if actor_role is null then
    raise exception 'There is no such organization, or you are not a member of it.' using errcode = 'PT404';
  end if;
  if actor_role < 'admin' then
    raise exception 'Only admins and owners manage the connection to MightyCall.' using errcode = 'PT403';
  end if;
  select jsonb_build_object(
    'integration_id', i.id, 'org_id', i.org_id, 'account_type', i.account_type,
    'credentials', case when c.integration_id is null then null else
      jsonb_build_object('key_version', c.key_version, 'iv', c.iv, 'ciphertext', c.ciphertext) end
  ) into found
  from public.integrations i
  left join private.integration_credentials c on c.integration_id = i.id
  where i.org_id = organization and i.provider = 'mightycall';
  return coalesce(found, jsonb_build_object('integration_id', null, 'org_id', organization));
end;
$$;
comment on function worker.integration_for_admin(uuid, uuid) is
  'The org''s integration with its sealed credentials, for an admin of the org named by their verified user id. PT404 for outsiders and unknown orgs alike, PT403 below admin.';

create function worker.save_integration(
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
comment on function worker.save_integration(uuid, uuid, uuid, public.account_type, text, text, integer, text, text) is
  'Stores sealed credentials that the provider has just accepted, wakes paused streams and starts a first sync. PT404/PT403 as integration_for_admin, PT409 when someone else connected meanwhile.';

create function private.cancel_live_jobs(integration uuid) returns void
language sql security definer set search_path = ''
as $$
  with cancelled as (
    update public.sync_jobs j set status = 'cancelled', finished_at = now(), leased_until = null
    where j.integration_id = integration and j.status in ('queued', 'running')
    returning j.id
  )
  delete from private.sync_leases l using cancelled where l.job_id = cancelled.id;
$$;
comment on function private.cancel_live_jobs(uuid) is 'Ends an integration''s queued and running jobs; a worker in the middle of one can no longer write.';

create function worker.remove_integration(actor uuid, organization uuid) returns public.integrations
language plpgsql security definer set search_path = ''
as $$
declare
  removed public.integrations;
begin
  perform worker.integration_for_admin(actor, organization);
  update public.integrations i set
    status = 'disconnected', key_hint = null, error_code = null, error_hint = null, updated_by = actor, updated_at = now()
  where i.org_id = organization and i.provider = 'mightycall' and i.status <> 'disconnected'
  returning * into removed;
  if not found then
    raise exception 'MightyCall is not connected.' using errcode = 'PT409';
  end if;
  perform private.cancel_live_jobs(removed.id);
  delete from private.integration_credentials c where c.integration_id = removed.id;
  delete from private.access_tokens t where t.integration_id = removed.id;
  return removed;
end;
$$;
comment on function worker.remove_integration(uuid, uuid) is
  'Deletes the credentials and token and stops syncing; what was synced stays. PT409 when nothing is connected.';

create function worker.record_verification(integration uuid, failure_code text, failure_hint text) returns public.integrations
language sql security definer set search_path = ''
as $$
  update public.integrations i set
    status = case when failure_code is null then 'connected'::public.integration_status else 'error' end,
    verified_at = case when failure_code is null then now() else i.verified_at end,
    error_code = failure_code,
    error_hint = failure_hint
  where i.id = integration and i.status <> 'disconnected'
  returning *;
$$;
comment on function worker.record_verification(uuid, text, text) is 'Writes the result of testing stored credentials.';

create function worker.load_access_token(integration uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('key_version', t.key_version, 'iv', t.iv, 'ciphertext', t.ciphertext, 'expires_at', t.expires_at)
  from private.access_tokens t where t.integration_id = integration and t.expires_at > now() + interval '2 minutes';
$$;
comment on function worker.load_access_token(uuid) is 'The sealed provider token if it is good for two more minutes, else null.';

create function worker.store_access_token(integration uuid, key_version integer, iv text, ciphertext text, expires_at timestamptz)
returns void
language sql security definer set search_path = ''
as $$
  insert into private.access_tokens (integration_id, key_version, iv, ciphertext, expires_at)
  select c.integration_id, store_access_token.key_version, store_access_token.iv, store_access_token.ciphertext,
    store_access_token.expires_at
  from private.integration_credentials c where c.integration_id = integration
  on conflict (integration_id) do update set
    key_version = excluded.key_version, iv = excluded.iv, ciphertext = excluded.ciphertext, expires_at = excluded.expires_at;
$$;
comment on function worker.store_access_token(uuid, integer, text, text, timestamptz) is
  'Keeps a sealed provider token for all workers; does nothing when the credentials were removed meanwhile.';

revoke execute on all functions in schema worker from public;
revoke execute on function private.cancel_live_jobs(uuid) from public;
grant execute on all functions in schema worker to service_role;
