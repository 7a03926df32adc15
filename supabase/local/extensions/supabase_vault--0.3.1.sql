\echo Use "create extension supabase_vault" to load this file. \quit

-- The names, columns and signatures of Vault 0.3. The root key is the file vault.key beside the database's own
-- files; it is never in a table, so a dump holds ciphertext alone.
create function vault._crypto_key(purpose text) returns bytea
language sql volatile security definer set search_path = '' as $$
  select @extschema:pgcrypto@.hmac(convert_to(purpose, 'UTF8'), pg_catalog.pg_read_binary_file('vault.key'), 'sha256')
$$;
revoke all on function vault._crypto_key(text) from public;

create function vault._crypto_aead_det_noncegen() returns bytea
language sql volatile as $$ select @extschema:pgcrypto@.gen_random_bytes(16) $$;

-- Encrypt, then authenticate: AES-256-CBC under one key, HMAC-SHA-256 over id, nonce and ciphertext under another.
create function vault._crypto_aead_det_encrypt(
  message bytea, additional bytea, key_id bigint, context bytea default 'pgsodium', nonce bytea default null
) returns bytea language plpgsql volatile security definer set search_path = '' as $$
declare
  ciphertext bytea := @extschema:pgcrypto@.encrypt_iv(message, vault._crypto_key('encrypt'), nonce, 'aes-cbc/pad:pkcs');
begin
  return @extschema:pgcrypto@.hmac(additional || nonce || ciphertext, vault._crypto_key('authenticate'), 'sha256')
    || ciphertext;
end
$$;

create function vault._crypto_aead_det_decrypt(
  message bytea, additional bytea, key_id bigint, context bytea default 'pgsodium', nonce bytea default null
) returns bytea language plpgsql volatile security definer set search_path = '' as $$
declare
  tag bytea := substr(message, 1, 32);
  ciphertext bytea := substr(message, 33);
begin
  if tag is distinct from
    @extschema:pgcrypto@.hmac(additional || nonce || ciphertext, vault._crypto_key('authenticate'), 'sha256')
  then
    raise exception 'invalid ciphertext';
  end if;
  return @extschema:pgcrypto@.decrypt_iv(ciphertext, vault._crypto_key('encrypt'), nonce, 'aes-cbc/pad:pkcs');
end
$$;
revoke all on function vault._crypto_aead_det_encrypt(bytea, bytea, bigint, bytea, bytea) from public;
revoke all on function vault._crypto_aead_det_decrypt(bytea, bytea, bigint, bytea, bytea) from public;

create table vault.secrets (
  id uuid primary key default gen_random_uuid(),
  name text,
  description text not null default '',
  secret text not null,
  key_id uuid,
  nonce bytea default vault._crypto_aead_det_noncegen(),
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create unique index on vault.secrets (name) where name is not null;
comment on table vault.secrets is 'Table with encrypted `secret` column for storing sensitive information on disk.';

create view vault.decrypted_secrets as
select id, name, description, secret,
  convert_from(
    vault._crypto_aead_det_decrypt(
      message := decode(secret, 'base64'), additional := convert_to(id::text, 'utf8'), key_id := 0,
      context := 'pgsodium', nonce := nonce),
    'utf8') as decrypted_secret,
  key_id, nonce, created_at, updated_at
from vault.secrets;

create function vault.create_secret(
  new_secret text, new_name text default null, new_description text default '', new_key_id uuid default null
) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  new_id uuid := gen_random_uuid();
  new_nonce bytea := vault._crypto_aead_det_noncegen();
begin
  insert into vault.secrets (id, secret, name, description, nonce)
  values (
    new_id,
    encode(vault._crypto_aead_det_encrypt(
      convert_to(new_secret, 'utf8'), convert_to(new_id::text, 'utf8'), 0, 'pgsodium', new_nonce), 'base64'),
    new_name, new_description, new_nonce);
  return new_id;
end
$$;

create function vault.update_secret(
  secret_id uuid, new_secret text default null, new_name text default null, new_description text default null,
  new_key_id uuid default null
) returns void language sql security definer set search_path = '' as $$
  update vault.secrets as stored set
    secret = case
      when new_secret is null then stored.secret
      else encode(vault._crypto_aead_det_encrypt(
        convert_to(new_secret, 'utf8'), convert_to(stored.id::text, 'utf8'), 0, 'pgsodium', stored.nonce), 'base64')
    end,
    name = coalesce(new_name, stored.name),
    description = coalesce(new_description, stored.description),
    updated_at = now()
  where stored.id = secret_id
$$;
revoke all on function vault.create_secret(text, text, text, uuid) from public;
revoke all on function vault.update_secret(uuid, text, text, text, uuid) from public;

grant usage on schema vault to postgres with grant option;
grant usage on schema vault to service_role;
grant select, delete on vault.secrets, vault.decrypted_secrets to postgres with grant option;
grant select, delete on vault.secrets, vault.decrypted_secrets to service_role;
grant execute on function vault.create_secret, vault.update_secret, vault._crypto_aead_det_decrypt
  to postgres with grant option;
grant execute on function vault.create_secret, vault.update_secret, vault._crypto_aead_det_decrypt to service_role;

select pg_catalog.pg_extension_config_dump('vault.secrets', '');
