create type public.account_type as enum ('classic', 'call_center');
comment on type public.account_type is 'MightyCall product family; picks the provider''s host. Never free text.';

create type public.integration_status as enum ('connected', 'error', 'disconnected');
comment on type public.integration_status is
  'connected: stored credentials worked when last used; error: a person must act; disconnected: credentials were removed.';

create table public.integrations (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null references public.organizations (id) on delete cascade,
  provider text not null default 'mightycall' check (provider = 'mightycall'),
  account_type public.account_type not null,
  status public.integration_status not null default 'connected',
  key_hint text check (char_length(key_hint) <= 4),
  verified_at timestamptz,
  error_code text,
  error_hint text,
  updated_by uuid references public.profiles (id) on delete set null,
  updated_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (org_id, provider),
  unique (id, org_id)
);
create index integrations_updated_by_idx on public.integrations (updated_by);
comment on table public.integrations is 'An org''s connection to its phone provider. The credentials themselves are in private.integration_credentials.';
comment on column public.integrations.key_hint is 'Last four characters of the API key, to recognise it by; all that anyone can ever read back.';
comment on column public.integrations.error_hint is 'What went wrong and what to do, in words for an admin; never a secret.';

create table private.integration_credentials (
  integration_id uuid primary key references public.integrations (id) on delete cascade,
  key_version integer not null check (key_version > 0),
  iv text not null,
  ciphertext text not null,
  account_fingerprint text not null check (account_fingerprint ~ '^[0-9a-f]{64}$'),
  updated_at timestamptz not null default now()
);
create index integration_credentials_key_version_idx on private.integration_credentials (key_version);
comment on table private.integration_credentials is
  'MightyCall credentials, AES-256-GCM sealed by the functions; bound by AAD to org, integration and key version.';
comment on column private.integration_credentials.account_fingerprint is
  'SHA-256 of account type and API key: which provider account this is, so that its request budget is counted once.';

create table private.access_tokens (
  integration_id uuid primary key references public.integrations (id) on delete cascade,
  key_version integer not null check (key_version > 0),
  iv text not null,
  ciphertext text not null,
  expires_at timestamptz not null
);
comment on table private.access_tokens is 'Provider access tokens (24 h), sealed like the credentials and shared by all workers.';

alter table public.integrations enable row level security;
alter table private.integration_credentials enable row level security;
alter table private.access_tokens enable row level security;

grant select on public.integrations to authenticated;
create policy integrations_select on public.integrations for select to authenticated
  using (org_id = any (array(select private.full_view_org_ids())));
