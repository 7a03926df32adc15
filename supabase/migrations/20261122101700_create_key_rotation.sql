create function worker.credentials_to_reseal(most integer default 50) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'integration_id', c.integration_id, 'org_id', c.org_id,
    'key_version', c.key_version, 'iv', c.iv, 'ciphertext', c.ciphertext)), '[]')
  from (
    select c.integration_id, i.org_id, c.key_version, c.iv, c.ciphertext
    from private.integration_credentials c
    join public.integrations i on i.id = c.integration_id
    where c.key_version < (select max(k.version) from private.credential_keys k)
    order by c.key_version, c.integration_id
    limit most
  ) c;
$$;
comment on function worker.credentials_to_reseal(integer) is
  'Credentials still sealed with an older key version, a batch at a time; [] when rotation is done.';

create function worker.reseal_credentials(
  integration uuid, previous_ciphertext text, key_version integer, iv text, ciphertext text
) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update private.integration_credentials c set
    key_version = reseal_credentials.key_version, iv = reseal_credentials.iv,
    ciphertext = reseal_credentials.ciphertext, updated_at = now()
  where c.integration_id = integration and c.ciphertext = previous_ciphertext
    and reseal_credentials.key_version > c.key_version;
  return found;
end;
$$;
comment on function worker.reseal_credentials(uuid, text, integer, text, text) is
  'Replaces a ciphertext by the same secret sealed with a newer key, unless it was changed meanwhile (then false).';

create function worker.retire_credential_keys() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  retired integer;
begin
  lock table private.credential_keys in exclusive mode;
  -- A token of an old key version is only a cache: the next pass asks the provider for another.
  delete from private.access_tokens t where t.key_version < (select max(k.version) from private.credential_keys k);
  with unused as (
    delete from private.credential_keys k
    where k.version < (select max(newest.version) from private.credential_keys newest)
      and not exists (select from private.integration_credentials c where c.key_version = k.version)
    returning k.vault_secret_id
  ), removed as (
    delete from vault.secrets s using unused where s.id = unused.vault_secret_id
    returning s.id
  )
  select count(*) into retired from removed;
  return retired;
end;
$$;
comment on function worker.retire_credential_keys() is
  'Deletes key versions older than the newest that no credentials use any more, and returns how many. The newest always stays.';

revoke execute on all functions in schema worker from public;
grant execute on all functions in schema worker to service_role;
