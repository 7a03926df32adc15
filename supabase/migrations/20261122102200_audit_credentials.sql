-- The functions act in a person's name: their worker functions name that person for the audit log.
create function private.act_for(person uuid) returns void
language sql volatile set search_path = ''
as $$ select set_config('victorysync.actor', person::text, true); $$;
comment on function private.act_for(uuid) is 'Names the person in whose name the rest of the transaction acts.';

create function private.audit_integration() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.act_for(new.updated_by);
  if new.status = 'disconnected' then
    if tg_op = 'INSERT' or old.status <> 'disconnected' then
      perform private.audit(new.org_id, 'credentials.removed', new.provider);
    end if;
  elsif tg_op = 'INSERT' or new.updated_at is distinct from old.updated_at then
    perform private.audit(new.org_id, 'credentials.saved', new.provider,
      jsonb_build_object('account_type', new.account_type, 'key_hint', new.key_hint));
  end if;
  return null;
end;
$$;
comment on function private.audit_integration() is 'Trigger: credentials saved or removed, by whom; of the key no more than its hint.';
create trigger audit_integration after insert or update on public.integrations
  for each row execute function private.audit_integration();

drop function worker.record_verification(uuid, text, text);
create function worker.record_verification(actor uuid, integration uuid, failure_code text, failure_hint text)
returns public.integrations
language plpgsql security definer set search_path = ''
as $$
declare
  tested public.integrations;
begin
  update public.integrations i set
    status = case when failure_code is null then 'connected'::public.integration_status else 'error' end,
    verified_at = case when failure_code is null then now() else i.verified_at end,
    error_code = failure_code,
    error_hint = failure_hint
  where i.id = integration and i.status <> 'disconnected'
  returning * into tested;
  perform private.act_for(actor);
  perform private.audit(tested.org_id, 'credentials.tested', tested.provider,
    case when failure_code is null then '{}' else jsonb_build_object('code', failure_code) end,
    case when failure_code is null then 'succeeded' else 'failed' end);
  return tested;
end;
$$;
comment on function worker.record_verification(uuid, uuid, text, text) is
  'Writes the result of testing stored credentials, and who tested them.';

create function private.audit_key_rotation() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.audit(i.org_id, 'credentials.key_rotated', i.provider,
    jsonb_build_object('from_version', old.key_version, 'to_version', new.key_version))
  from public.integrations i where i.id = new.integration_id;
  return null;
end;
$$;
comment on function private.audit_key_rotation() is 'Trigger: an org''s credentials were sealed with another version of the key.';
create trigger audit_key_rotation after update of key_version on private.integration_credentials
  for each row when (new.key_version is distinct from old.key_version and new.account_fingerprint = old.account_fingerprint)
  execute function private.audit_key_rotation();

revoke execute on function private.act_for(uuid), private.audit_integration(), private.audit_key_rotation() from public;
revoke execute on all functions in schema worker from public;
grant execute on all functions in schema worker to service_role;
