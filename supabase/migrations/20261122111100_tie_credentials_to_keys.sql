-- Credentials sealed with a key that is no more could never be opened again.
alter table private.integration_credentials
  add constraint integration_credentials_key_version_fkey foreign key (key_version) references private.credential_keys (version);
