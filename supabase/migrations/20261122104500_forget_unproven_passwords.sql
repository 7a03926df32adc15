-- Anyone can sign up with an address that isn't theirs and wait for its owner to prove it. The mail of an invitation
-- would be that proof, so a password that was chosen before it must not open the account afterwards.
create function private.forget_unproven_password(address text) returns void
language sql security definer set search_path = ''
as $$
  update auth.users u set encrypted_password = null
  where lower(u.email) = address and u.email_confirmed_at is null and u.encrypted_password is not null;
$$;
comment on function private.forget_unproven_password(text) is
  'Takes the password from an account whose address was never confirmed. Its owner signs in by mail and can choose a new one.';

create or replace function private.new_invitation_token(invitation uuid) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  token text := translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/=', '-_');
begin
  insert into private.invitation_tokens (invitation_id, token_hash)
  values (invitation, extensions.digest(token, 'sha256'))
  on conflict (invitation_id) do update set token_hash = excluded.token_hash;
  perform private.forget_unproven_password(i.email) from public.invitations i where i.id = invitation;
  return token;
end;
$$;
comment on function private.new_invitation_token(uuid) is
  'A fresh 256-bit token for an invitation (base64url), which is about to be mailed. Only its hash stays; the token before it stops working, and so does a password of an unproven account at that address.';

revoke execute on function private.forget_unproven_password(text) from public;
