create table private.removed_organizations (
  id uuid primary key,
  name text not null,
  removed_at timestamptz not null default now(),
  removed_by uuid,
  removed_by_email text
);
comment on table private.removed_organizations is
  'That an org was removed, when and by whom: all that stays of it, for the operator. Its own audit log goes with it.';
alter table private.removed_organizations enable row level security;

create function private.remove_organization(organization uuid, confirmed_name text) returns void
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
  delete from realtime.messages m where m.topic = 'org:' || organization;
  -- Facts go before the numbers that they name; deleting a number alone would be refused, so that no history is lost.
  delete from public.recordings r where r.org_id = organization;
  delete from public.calls c where c.org_id = organization;
  delete from public.sms_messages m where m.org_id = organization;
  delete from public.organizations o where o.id = organization;
end;
$$;
comment on function private.remove_organization(uuid, text) is
  'Removes an org with all that belongs to it, in one transaction: rows, credentials, tokens, jobs, schedules, invitations and its audit log. Owners only, who have to repeat its name. PT404, PT403, 22023.';

create function public.remove_organization(organization uuid, confirmed_name text) returns void
language sql security invoker set search_path = ''
as $$ select private.remove_organization(organization, confirmed_name); $$;
comment on function public.remove_organization(uuid, text) is 'Removes an org and everything in it, for good.';

revoke execute on function private.remove_organization(uuid, text), public.remove_organization(uuid, text) from public;
grant execute on function private.remove_organization(uuid, text), public.remove_organization(uuid, text) to authenticated;
