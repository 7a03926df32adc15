-- A worker that read the credentials before they were replaced may come with a token of the old ones afterwards. The
-- ciphertext that it opened says which ones it has.
drop function worker.store_access_token(uuid, integer, text, text, timestamptz);
create function worker.store_access_token(
  integration uuid, credentials_ciphertext text, key_version integer, iv text, ciphertext text, expires_at timestamptz
) returns void
language sql security definer set search_path = ''
as $$
  insert into private.access_tokens (integration_id, key_version, iv, ciphertext, expires_at)
  select c.integration_id, store_access_token.key_version, store_access_token.iv, store_access_token.ciphertext,
    store_access_token.expires_at
  from private.integration_credentials c
  where c.integration_id = integration and c.ciphertext = credentials_ciphertext
  -- Whoever replaces the credentials throws the token away after this, and not before.
  for share of c
  on conflict (integration_id) do update set
    key_version = excluded.key_version, iv = excluded.iv, ciphertext = excluded.ciphertext, expires_at = excluded.expires_at;
$$;
comment on function worker.store_access_token(uuid, text, integer, text, text, timestamptz) is
  'Keeps a sealed provider token for all workers; does nothing when the credentials that it was made with were removed or replaced meanwhile.';
revoke execute on function worker.store_access_token(uuid, text, integer, text, text, timestamptz) from public;
grant execute on function worker.store_access_token(uuid, text, integer, text, text, timestamptz) to service_role;
