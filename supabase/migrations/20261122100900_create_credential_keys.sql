create table private.credential_keys (
  version integer primary key check (version > 0),
  vault_secret_id uuid not null unique,
  created_at timestamptz not null default now()
);
comment on table private.credential_keys is
  'Versions of the key that seals credentials. The keys themselves are Vault secrets named credential_key_v<version>.';
alter table private.credential_keys enable row level security;

create function private.add_credential_key() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  next_version integer;
begin
  lock table private.credential_keys in exclusive mode;
  select coalesce(max(k.version), 0) + 1 into next_version from private.credential_keys k;
  insert into private.credential_keys (version, vault_secret_id)
  values (next_version, vault.create_secret(
    encode(extensions.gen_random_bytes(32), 'base64'),
    'credential_key_v' || next_version,
    'AES-256 key that seals provider credentials'
  ));
  return next_version;
end;
$$;
comment on function private.add_credential_key() is
  'Makes the next key version inside the database, so that no person and no log sees it, and returns its number. New credentials use it from then on.';
revoke execute on function private.add_credential_key() from public;

select private.add_credential_key();

create function worker.current_credential_key() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('version', k.version, 'key', s.decrypted_secret)
  from private.credential_keys k
  join vault.decrypted_secrets s on s.id = k.vault_secret_id
  order by k.version desc
  limit 1;
$$;
comment on function worker.current_credential_key() is 'The newest key as { version, key (base64, 32 bytes) }; null when there is none.';

create function worker.credential_key(key_version integer) returns text
language sql stable security definer set search_path = ''
as $$
  select s.decrypted_secret
  from private.credential_keys k
  join vault.decrypted_secrets s on s.id = k.vault_secret_id
  where k.version = key_version;
$$;
comment on function worker.credential_key(integer) is 'One version of the key, base64; null when that version is gone. There is no fallback.';

revoke execute on function worker.current_credential_key(), worker.credential_key(integer) from public;
grant execute on function worker.current_credential_key(), worker.credential_key(integer) to service_role;
