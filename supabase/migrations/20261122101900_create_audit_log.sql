create type public.audit_action as enum (
  'organization.created', 'organization.changed',
  'member.added', 'member.role_changed', 'member.removed',
  'invitation.created', 'invitation.sent_again', 'invitation.revoked', 'invitation.accepted',
  'number.assigned', 'number.unassigned',
  'credentials.saved', 'credentials.tested', 'credentials.removed', 'credentials.key_rotated',
  'sync.started', 'sync.cancelled', 'stream.changed',
  'recording.played', 'data.exported'
);
comment on type public.audit_action is 'What can be done that someone may later want to know of.';

create table public.audit_log (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  at timestamptz not null default now(),
  actor_id uuid,
  actor_email text,
  action public.audit_action not null,
  target text,
  outcome text not null default 'succeeded' check (outcome in ('succeeded', 'failed')),
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object')
);
create index audit_log_org_id_at_idx on public.audit_log (org_id, at desc, id desc);
create index audit_log_org_id_action_at_idx on public.audit_log (org_id, action, at desc, id desc);
comment on table public.audit_log is 'Who did what, when. Append-only for everyone; goes only with its whole org. Never holds a secret.';
comment on column public.audit_log.actor_id is 'The person, also after their account is gone; null when the system acted.';
comment on column public.audit_log.actor_email is 'The person''s address at that time.';
comment on column public.audit_log.target is 'What it was done to: an id, an e-mail address or a name.';

alter table public.audit_log enable row level security;
grant select on public.audit_log to authenticated;
create policy audit_log_select on public.audit_log for select to authenticated
  using (org_id = any (array(select private.admin_org_ids())));

create function private.keep_audit_log() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'DELETE' and not exists (select from public.organizations o where o.id = old.org_id) then
    return old;
  end if;
  raise exception 'The audit log can''t be changed.' using errcode = '42501';
end;
$$;
comment on function private.keep_audit_log() is 'Trigger: refuses every change of the audit log, but for the removal of its whole org.';
create trigger keep_audit_log before update or delete on public.audit_log
  for each row execute function private.keep_audit_log();
create trigger keep_audit_log_whole before truncate on public.audit_log
  for each statement execute function private.keep_audit_log();

create function private.current_actor() returns uuid
language sql stable set search_path = ''
as $$ select coalesce(auth.uid(), nullif(current_setting('victorysync.actor', true), '')::uuid); $$;
comment on function private.current_actor() is
  'Who acts: the verified caller, or the person in whose name a function acts (set by worker functions for their transaction only).';

create function private.audit(organization uuid, what public.audit_action, what_to text, more jsonb default '{}', how text default 'succeeded')
returns void
language sql security definer set search_path = ''
as $$
  insert into public.audit_log (org_id, actor_id, actor_email, action, target, outcome, detail)
  select organization, actor.id, p.email, what, left(what_to, 200), how, more
  from (select private.current_actor() as id) actor
  left join public.profiles p on p.id = actor.id
  where exists (select from public.organizations o where o.id = organization);
$$;
comment on function private.audit(uuid, public.audit_action, text, jsonb, text) is
  'Writes an entry in the name of the current actor. Does nothing for an org that is being removed.';

create function private.audit_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  case tg_table_name
    when 'organizations' then
      if tg_op = 'INSERT' then
        perform private.audit(new.id, 'organization.created', new.name);
      else
        perform private.audit(new.id, 'organization.changed', new.name, (
          select coalesce(jsonb_object_agg(n.key, n.value), '{}')
          from jsonb_each(to_jsonb(new)) n
          where n.value is distinct from to_jsonb(old) -> n.key
        ));
      end if;
    when 'memberships' then
      if tg_op = 'INSERT' then
        perform private.audit(new.org_id, 'member.added', private.email_of(new.user_id), jsonb_build_object('role', new.role));
      elsif tg_op = 'UPDATE' then
        if new.role is distinct from old.role then
          perform private.audit(new.org_id, 'member.role_changed', private.email_of(new.user_id),
            jsonb_build_object('from', old.role, 'to', new.role));
        end if;
      else
        perform private.audit(old.org_id, 'member.removed', private.email_of(old.user_id), jsonb_build_object('role', old.role));
      end if;
    when 'number_assignments' then
      if tg_op = 'INSERT' then
        perform private.audit(new.org_id, 'number.assigned', private.number_of(new.phone_number_id),
          jsonb_build_object('person', private.email_of(new.user_id)));
      else
        perform private.audit(old.org_id, 'number.unassigned', private.number_of(old.phone_number_id),
          jsonb_build_object('person', private.email_of(old.user_id)));
      end if;
    when 'sync_jobs' then
      if tg_op = 'INSERT' then
        if new.trigger <> 'schedule' then
          perform private.audit(new.org_id, 'sync.started', new.stream::text, jsonb_build_object('trigger', new.trigger, 'job_id', new.id));
        end if;
      elsif new.status = 'cancelled' and old.status <> 'cancelled' then
        perform private.audit(new.org_id, 'sync.cancelled', new.stream::text, jsonb_build_object('job_id', new.id));
      end if;
    when 'sync_streams' then
      if (new.is_enabled, new.interval_seconds) is distinct from (old.is_enabled, old.interval_seconds) then
        perform private.audit(new.org_id, 'stream.changed', new.stream::text,
          jsonb_build_object('is_enabled', new.is_enabled, 'interval_seconds', new.interval_seconds));
      end if;
  end case;
  return null;
end;
$$;
comment on function private.audit_change() is 'Trigger: writes the audit entry of a row that changed.';

create function private.email_of(person uuid) returns text
language sql stable security definer set search_path = ''
as $$ select coalesce((select p.email from public.profiles p where p.id = person), person::text); $$;
comment on function private.email_of(uuid) is 'A person''s address for the audit log, or their id when they are gone.';

create function private.number_of(phone_number uuid) returns text
language sql stable security definer set search_path = ''
as $$ select coalesce((select n.number from public.phone_numbers n where n.id = phone_number), phone_number::text); $$;
comment on function private.number_of(uuid) is 'A phone number for the audit log, or its id when it is gone.';

create trigger audit_change after insert or update on public.organizations
  for each row execute function private.audit_change();
create trigger audit_change after insert or update or delete on public.memberships
  for each row execute function private.audit_change();
create trigger audit_change after insert or delete on public.number_assignments
  for each row execute function private.audit_change();
create trigger audit_change after insert or update of status on public.sync_jobs
  for each row execute function private.audit_change();
create trigger audit_change after update of is_enabled, interval_seconds on public.sync_streams
  for each row execute function private.audit_change();

create function private.record_export(organization uuid, what text, row_count integer, filters jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not (organization = any (array(select private.visible_org_ids()))) then
    raise exception 'There is no such organization, or you are not a member of it.' using errcode = 'PT404';
  end if;
  if what is null or what not in ('calls', 'recordings', 'messages', 'numbers', 'audit_log')
    or row_count is null or row_count < 0 or pg_column_size(filters) > 2000 or jsonb_typeof(coalesce(filters, '{}')) <> 'object' then
    raise exception 'That is not an export.' using errcode = '22023';
  end if;
  perform private.audit(organization, 'data.exported', what,
    jsonb_build_object('rows', row_count, 'filters', coalesce(filters, '{}')));
end;
$$;
comment on function private.record_export(uuid, text, integer, jsonb) is
  'Notes that the caller exported rows. PT404 for outsiders, 22023 for what is no export.';

create function public.record_export(organization uuid, what text, row_count integer, filters jsonb) returns void
language sql security invoker set search_path = ''
as $$ select private.record_export(organization, what, row_count, filters); $$;
comment on function public.record_export(uuid, text, integer, jsonb) is 'Notes an export in the audit log.';

revoke execute on all functions in schema private from public;
revoke execute on function public.record_export(uuid, text, integer, jsonb) from public;
grant execute on function private.record_export(uuid, text, integer, jsonb), public.record_export(uuid, text, integer, jsonb) to authenticated;
