-- Whoever opens credentials is told whose they are, instead of taking MightyCall for granted.
create or replace function worker.integration_for_admin(actor uuid, organization uuid) returns jsonb
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
    'integration_id', i.id, 'org_id', i.org_id, 'provider', i.provider, 'account_type', i.account_type,
    'credentials', case when c.integration_id is null then null else
      jsonb_build_object('key_version', c.key_version, 'iv', c.iv, 'ciphertext', c.ciphertext) end
  ) into found
  from public.integrations i
  left join private.integration_credentials c on c.integration_id = i.id
  where i.org_id = organization and i.provider = 'mightycall';
  return coalesce(found, jsonb_build_object('integration_id', null, 'org_id', organization));
end;
$$;

create or replace function worker.redeem_playback_ticket(token_hash text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'user_id', t.user_id,
    'recording_id', r.id, 'org_id', r.org_id, 'integration_id', c.integration_id, 'call_external_id', c.external_id,
    'provider', i.provider, 'account_type', i.account_type, 'url', s.url, 'file_name', s.file_name, 'started_at', c.started_at,
    'credentials', case when k.integration_id is null then null else
      jsonb_build_object('key_version', k.key_version, 'iv', k.iv, 'ciphertext', k.ciphertext) end
  )
  from private.playback_tickets t
  join public.recordings r on r.id = t.recording_id
  join public.calls c on c.id = r.call_id
  join public.integrations i on i.id = c.integration_id
  left join private.recording_sources s on s.recording_id = r.id
  left join private.integration_credentials k on k.integration_id = i.id
  where t.token_hash = decode(redeem_playback_ticket.token_hash, 'hex') and t.expires_at > now()
    and private.may_hear(t.user_id, t.recording_id);
$$;
