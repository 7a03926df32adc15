-- The order is: org, jobs, streams, integration, and what hangs on them. Removing keys took the integration before its jobs,
-- a verification the org last; and a change of a member took the org in a way that stopped every page that was being stored.
create or replace function worker.remove_integration(actor uuid, organization uuid) returns public.integrations
language plpgsql security definer set search_path = ''
as $$
declare
  removed public.integrations;
begin
  perform worker.integration_for_admin(actor, organization);
  perform private.keep_organization(organization);
  perform from public.sync_jobs j where j.org_id = organization and j.status in ('queued', 'running') order by j.id for update;
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

create or replace function worker.record_verification(actor uuid, integration uuid, failure_code text, failure_hint text)
returns public.integrations
language plpgsql security definer set search_path = ''
as $$
declare
  tested public.integrations;
begin
  perform private.keep_organization(i.org_id) from public.integrations i where i.id = integration;
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

create or replace function private.guard_membership() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  actor uuid := auth.uid();
  actor_role public.org_role;
begin
  -- The org itself is being deleted: its memberships go with it.
  perform from public.organizations where id = old.org_id for no key update;
  if not found then
    return old;
  end if;

  if actor is not null and actor is distinct from old.user_id then
    actor_role := private.caller_role(old.org_id);
    if actor_role is null or (actor_role < 'owner' and old.role >= actor_role) then
      raise exception 'You can only change people whose role is below yours.' using errcode = '42501';
    end if;
  end if;

  if tg_op = 'UPDATE' and actor is not null then
    actor_role := private.caller_role(old.org_id);
    if new.role > old.role and (actor_role < 'owner' and new.role >= actor_role) then
      raise exception 'You can only give roles below yours.' using errcode = '42501';
    end if;
  end if;

  if old.role = 'owner' and (tg_op = 'DELETE' or new.role <> 'owner') and not exists (
    select from public.memberships m
    where m.org_id = old.org_id and m.role = 'owner' and m.user_id <> old.user_id
  ) then
    raise exception 'An organization always keeps an owner.'
      using errcode = '23514', hint = 'Make someone else an owner first.';
  end if;

  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end;
$$;

create or replace function private.remove_organization(organization uuid, confirmed_name text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  target public.organizations;
begin
  select o.* into target from public.organizations o
  where o.id = organization and o.id = any (array(select private.visible_org_ids()))
  for update;
  if not found then
    raise exception 'There is no such organization, or you are not a member of it.' using errcode = 'PT404';
  end if;
  if private.caller_role(organization) < 'owner' then
    raise exception 'Only an owner can remove the organization.' using errcode = 'PT403';
  end if;
  if confirmed_name is distinct from target.name then
    raise exception 'The name does not match, so nothing was removed.'
      using errcode = '22023', hint = 'Type the name of the organization exactly as it is shown.';
  end if;

  -- Whoever holds one of these is waited for now, and not after a minute of deleting that would be undone.
  perform from public.sync_jobs j where j.org_id = organization and j.status in ('queued', 'running') order by j.id for update;
  perform from public.sync_streams s where s.org_id = organization order by s.integration_id, s.stream for update;
  perform from public.integrations i where i.org_id = organization for update;
  perform from public.memberships m where m.org_id = organization order by m.user_id for update;
  perform from public.number_assignments a where a.org_id = organization order by a.user_id, a.phone_number_id for update;
  perform from public.invitations i where i.org_id = organization order by i.id for update;

  insert into private.removed_organizations (id, name, removed_by, removed_by_email)
  values (target.id, target.name, auth.uid(), private.email_of(auth.uid()));
  -- What does not hang on the org by a foreign key. Another org may share the provider account, and with it the count.
  delete from private.provider_requests r
  where r.account_fingerprint in (
    select c.account_fingerprint from private.integration_credentials c
    join public.integrations i on i.id = c.integration_id where i.org_id = organization
  ) and not exists (
    select from private.integration_credentials c join public.integrations i on i.id = c.integration_id
    where c.account_fingerprint = r.account_fingerprint and i.org_id <> organization
  );
  delete from private.rate_limits l where l.subject = organization;
  begin
    delete from realtime.messages m where m.topic = 'org:' || organization;
  exception when insufficient_privilege then
    -- Where the platform keeps its messages to itself they go within days. They hold ids alone.
    null;
  end;
  -- Facts go before the numbers that they name; deleting a number alone would be refused, so that no history is lost.
  delete from public.recordings r where r.org_id = organization;
  delete from public.calls c where c.org_id = organization;
  delete from public.sms_messages m where m.org_id = organization;
  delete from public.organizations o where o.id = organization;
end;
$$;
