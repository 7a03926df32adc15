-- An invitation is worth what its sender may still give: whoever is removed or demoted leaves no way in behind.
create function private.may_give_role(person uuid, organization uuid, given public.org_role) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from private.platform_admins a where a.user_id = person)
    or exists (
      select from public.memberships m
      where m.org_id = organization and m.user_id = person
        and (m.role = 'owner' or (m.role = 'admin' and given < m.role))
    );
$$;
comment on function private.may_give_role(uuid, uuid, public.org_role) is
  'Whether a person may give a role in an org now: admins the roles below theirs, owners and platform admins any.';

create or replace function private.resend_invitation(invitation uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  renewed public.invitations;
begin
  renewed := private.open_invitation(invitation);
  perform private.take_rate_limit('invite', auth.uid(), renewed.org_id);
  update public.invitations i set expires_at = now() + interval '7 days', created_by = auth.uid()
  where i.id = invitation
  returning * into renewed;
  perform private.audit(renewed.org_id, 'invitation.sent_again', renewed.email);
  return jsonb_build_object('invitation', to_jsonb(renewed), 'token', private.new_invitation_token(invitation));
end;
$$;
comment on function private.resend_invitation(uuid) is
  'Gives an open invitation another week, the caller as its sender, and a new token, which is returned as { invitation, token }; the old token stops working.';

create or replace function private.accept_invitation(token text) returns public.organizations
language plpgsql security definer set search_path = ''
as $$
declare
  person record;
  invitation public.invitations;
  joined public.organizations;
begin
  select u.id, lower(u.email) as email, u.email_confirmed_at into person from auth.users u where u.id = auth.uid();
  if not found then
    raise exception 'Sign in to accept the invitation.' using errcode = '42501';
  end if;

  -- One answer for every token that is no good, so that guessing and stealing teach nothing.
  select i.* into invitation
  from private.invitation_tokens t join public.invitations i on i.id = t.invitation_id
  where t.token_hash = extensions.digest(coalesce(token, ''), 'sha256')
    and i.email = person.email and person.email_confirmed_at is not null
    and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
    and private.may_give_role(i.created_by, i.org_id, i.role)
  for update of i;
  if not found then
    raise exception 'This invitation is not valid for your account.' using errcode = 'PT404',
      hint = 'It may have expired, been used or been replaced, or it was sent to another address. Ask for a new one.';
  end if;

  insert into public.profiles (id, email) values (person.id, person.email) on conflict (id) do nothing;
  insert into public.memberships (org_id, user_id, role) values (invitation.org_id, person.id, invitation.role)
  on conflict (org_id, user_id) do nothing;
  update public.invitations i set accepted_at = now(), accepted_by = person.id where i.id = invitation.id;
  delete from private.invitation_tokens t where t.invitation_id = invitation.id;
  perform private.audit(invitation.org_id, 'invitation.accepted', invitation.email);
  select o.* into joined from public.organizations o where o.id = invitation.org_id;
  return joined;
end;
$$;
comment on function private.accept_invitation(text) is
  'Makes the caller a member with the invited role, once. Only the invited, confirmed address can use the token, and only while its sender may give that role; PT404 for everyone and everything else alike.';

-- A refusal undoes its own count, so this limit never counted a wrong guess; 256 random bits need none.
delete from private.rate_limit_rules r where r.action = 'accept_invitation';

revoke execute on function private.may_give_role(uuid, uuid, public.org_role) from public;
