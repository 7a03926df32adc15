create function worker.note_failed_attempt(actor uuid, organization uuid, what public.audit_action, failure_code text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.act_for(actor);
  perform private.audit(organization, what, 'mightycall', jsonb_build_object('code', failure_code), 'failed');
end;
$$;
comment on function worker.note_failed_attempt(uuid, uuid, public.audit_action, text) is
  'Notes who tried to save or test credentials where that failed and changed nothing.';
revoke execute on function worker.note_failed_attempt(uuid, uuid, public.audit_action, text) from public;
grant execute on function worker.note_failed_attempt(uuid, uuid, public.audit_action, text) to service_role;
