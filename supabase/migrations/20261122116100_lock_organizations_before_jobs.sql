-- Whoever removes an org holds its row and then waits for its jobs, while a worker held a job and then waited for the org
-- that its rows belong to: one of the two was refused, which could be the owner. Now everybody takes the org before its jobs.
create function private.keep_organization(organization uuid) returns boolean
language sql security definer set search_path = ''
as $$ select exists (select from public.organizations o where o.id = organization for key share); $$;
comment on function private.keep_organization(uuid) is
  'Keeps an org from being removed until the transaction ends; waits for a removal that is under way, and tells whether the org is still there. To be called before a job of the org is locked.';
revoke execute on function private.keep_organization(uuid) from public;

create or replace function private.require_lease(job uuid, token uuid) returns public.sync_jobs
language plpgsql security definer set search_path = ''
as $$
declare
  held public.sync_jobs;
begin
  perform private.keep_organization(j.org_id) from public.sync_jobs j where j.id = job;
  select j.* into held
  from public.sync_jobs j join private.sync_leases l on l.job_id = j.id
  where j.id = job and l.lease_token = token and j.status = 'running' and j.leased_until > clock_timestamp()
  for update of j, l;
  if not found then
    raise exception 'This worker no longer holds the job.' using errcode = 'PT409';
  end if;
  return held;
end;
$$;

create or replace function private.cancel_sync_job(job_id uuid) returns public.sync_jobs
language plpgsql security definer set search_path = ''
as $$
declare
  job public.sync_jobs;
begin
  perform private.keep_organization(j.org_id) from public.sync_jobs j
  where j.id = job_id and j.org_id = any (array(select private.full_view_org_ids()));
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
  if not private.keep_organization(organization) then
    raise exception 'The organization was removed meanwhile.' using errcode = 'PT404';
  end if;
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
  from public.sync_streams s where s.integration_id = integration and s.is_enabled order by s.stream;
  perform private.wake_worker();
  return saved;
end;
$$;
