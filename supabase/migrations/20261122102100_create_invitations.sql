create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  email text not null check (email = lower(email) and email ~ '^[^\s@]+@[^\s@]+\.[^\s@]+$' and char_length(email) <= 254),
  role public.org_role not null,
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  accepted_by uuid references public.profiles (id) on delete set null,
  revoked_at timestamptz,
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  check (accepted_at is null or revoked_at is null)
);
create unique index invitations_one_open_idx on public.invitations (org_id, email)
  where accepted_at is null and revoked_at is null;
create index invitations_accepted_by_idx on public.invitations (accepted_by);
create index invitations_created_by_idx on public.invitations (created_by);
create index invitations_org_id_created_at_idx on public.invitations (org_id, created_at desc, id desc);
comment on table public.invitations is 'People asked to join an org. The token is shown once; only its hash is kept, in private.';

create table private.invitation_tokens (
  invitation_id uuid primary key references public.invitations (id) on delete cascade,
  token_hash bytea not null unique
);
comment on table private.invitation_tokens is 'SHA-256 of each open invitation''s current token. Gone once it is used, replaced or revoked.';

alter table public.invitations enable row level security;
alter table private.invitation_tokens enable row level security;
grant select on public.invitations to authenticated;
create policy invitations_select on public.invitations for select to authenticated
  using (org_id = any (array(select private.admin_org_ids())));

create function private.require_rank(organization uuid, given public.org_role) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
  rank public.org_role := private.caller_role(organization);
begin
  if rank is null or not exists (select from public.organizations o where o.id = organization) then
    raise exception 'There is no such organization, or you are not a member of it.' using errcode = 'PT404';
  end if;
  if rank < 'admin' then
    raise exception 'Only admins and owners invite people.' using errcode = 'PT403';
  end if;
  if rank < 'owner' and given >= rank then
    raise exception 'You can only give roles below yours.' using errcode = 'PT403';
  end if;
end;
$$;
comment on function private.require_rank(uuid, public.org_role) is
  'Refuses callers who may not give a role in an org: PT404 for outsiders, PT403 below admin or at one''s own rank (owners may give any).';

create function private.new_invitation_token(invitation uuid) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  token text := translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/=', '-_');
begin
  insert into private.invitation_tokens (invitation_id, token_hash)
  values (invitation, extensions.digest(token, 'sha256'))
  on conflict (invitation_id) do update set token_hash = excluded.token_hash;
  return token;
end;
$$;
comment on function private.new_invitation_token(uuid) is
  'A fresh 256-bit token for an invitation (base64url). Only its hash stays; the token before it stops working.';

create function private.invite_person(organization uuid, invitee_email text, invitee_role public.org_role) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  address text := lower(btrim(invitee_email));
  created public.invitations;
begin
  perform private.require_rank(organization, invitee_role);
  if address is null or address !~ '^[^\s@]+@[^\s@]+\.[^\s@]+$' or char_length(address) > 254 or invitee_role is null then
    raise exception 'That is not an e-mail address.' using errcode = '22023';
  end if;
  if exists (
    select from public.memberships m join public.profiles p on p.id = m.user_id
    where m.org_id = organization and lower(p.email) = address
  ) then
    raise exception 'This person is already a member.' using errcode = 'PT409';
  end if;
  perform private.take_rate_limit('invite', auth.uid(), organization);
  -- One that ran out makes room for a new one.
  update public.invitations i set revoked_at = now()
  where i.org_id = organization and i.email = address and i.accepted_at is null and i.revoked_at is null and i.expires_at <= now();
  insert into public.invitations (org_id, email, role, created_by)
  values (organization, address, invitee_role, auth.uid())
  on conflict (org_id, email) where accepted_at is null and revoked_at is null do nothing
  returning * into created;
  if created.id is null then
    raise exception 'This person is already invited.' using errcode = 'PT409', hint = 'Send the invitation again instead.';
  end if;
  perform private.audit(organization, 'invitation.created', address, jsonb_build_object('role', invitee_role));
  return jsonb_build_object('invitation', to_jsonb(created), 'token', private.new_invitation_token(created.id));
end;
$$;
comment on function private.invite_person(uuid, text, public.org_role) is
  'Invites an address to an org and returns { invitation, token }; the token can''t be read again. PT404, PT403, PT409 (member or invited already), PT429, 22023.';

create function private.open_invitation(invitation uuid) returns public.invitations
language plpgsql security definer set search_path = ''
as $$
declare
  found_invitation public.invitations;
begin
  select i.* into found_invitation from public.invitations i
  where i.id = invitation and i.org_id = any (array(select private.admin_org_ids()))
  for update;
  if not found then
    raise exception 'There is no such invitation.' using errcode = 'PT404';
  end if;
  perform private.require_rank(found_invitation.org_id, found_invitation.role);
  if found_invitation.accepted_at is not null or found_invitation.revoked_at is not null then
    raise exception 'This invitation is over: it was accepted or revoked.' using errcode = 'PT409';
  end if;
  return found_invitation;
end;
$$;
comment on function private.open_invitation(uuid) is 'Locks an open invitation that the caller may manage. PT404, PT403, PT409 when it is over.';

create function private.resend_invitation(invitation uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  renewed public.invitations;
begin
  renewed := private.open_invitation(invitation);
  perform private.take_rate_limit('invite', auth.uid(), renewed.org_id);
  update public.invitations i set expires_at = now() + interval '7 days' where i.id = invitation returning * into renewed;
  perform private.audit(renewed.org_id, 'invitation.sent_again', renewed.email);
  return jsonb_build_object('invitation', to_jsonb(renewed), 'token', private.new_invitation_token(invitation));
end;
$$;
comment on function private.resend_invitation(uuid) is
  'Gives an open invitation another week and a new token, which is returned as { invitation, token }; the old token stops working.';

create function private.revoke_invitation(invitation uuid) returns public.invitations
language plpgsql security definer set search_path = ''
as $$
declare
  revoked public.invitations;
begin
  revoked := private.open_invitation(invitation);
  update public.invitations i set revoked_at = now() where i.id = invitation returning * into revoked;
  delete from private.invitation_tokens t where t.invitation_id = invitation;
  perform private.audit(revoked.org_id, 'invitation.revoked', revoked.email);
  return revoked;
end;
$$;
comment on function private.revoke_invitation(uuid) is 'Ends an open invitation; its token stops working.';

create function private.accept_invitation(token text) returns public.organizations
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
  perform private.take_rate_limit('accept_invitation', person.id, null);

  -- One answer for every token that is no good, so that guessing and stealing teach nothing.
  select i.* into invitation
  from private.invitation_tokens t join public.invitations i on i.id = t.invitation_id
  where t.token_hash = extensions.digest(coalesce(token, ''), 'sha256')
    and i.email = person.email and person.email_confirmed_at is not null
    and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
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
  'Makes the caller a member with the invited role, once. Only the invited, confirmed address can use the token; PT404 for everyone and everything else alike.';

create function public.invite_person(organization uuid, email text, role public.org_role) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.invite_person(organization, email, role); $$;
comment on function public.invite_person(uuid, text, public.org_role) is 'Invites a person to an org: { invitation, token }.';
create function public.resend_invitation(invitation uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.resend_invitation(invitation); $$;
comment on function public.resend_invitation(uuid) is 'A new token and another week for an open invitation: { invitation, token }.';
create function public.revoke_invitation(invitation uuid) returns public.invitations
language sql security invoker set search_path = ''
as $$ select * from private.revoke_invitation(invitation); $$;
comment on function public.revoke_invitation(uuid) is 'Takes an open invitation back.';
create function public.accept_invitation(token text) returns public.organizations
language sql security invoker set search_path = ''
as $$ select * from private.accept_invitation(token); $$;
comment on function public.accept_invitation(text) is 'Joins the org that the token invites the caller to.';

revoke execute on all functions in schema private from public;
revoke execute on function public.invite_person(uuid, text, public.org_role), public.resend_invitation(uuid),
  public.revoke_invitation(uuid), public.accept_invitation(text) from public;
grant execute on function
  private.invite_person(uuid, text, public.org_role), public.invite_person(uuid, text, public.org_role),
  private.resend_invitation(uuid), public.resend_invitation(uuid),
  private.revoke_invitation(uuid), public.revoke_invitation(uuid),
  private.accept_invitation(text), public.accept_invitation(text) to authenticated;
