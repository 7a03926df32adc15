create type public.call_direction as enum ('inbound', 'outbound', 'internal', 'unknown');
comment on type public.call_direction is 'Seen from the company. unknown: the provider said something else, kept in provider_status or absent.';

create type public.call_outcome as enum
  ('answered', 'missed', 'abandoned', 'voicemail', 'no_answer', 'cancelled', 'unknown');
comment on type public.call_outcome is
  'How a call ended, set by one normaliser. Inbound: answered, missed (rang, nobody took it), abandoned (caller gave up), voicemail. Outbound: answered, no_answer, cancelled. unknown: not said by the provider.';

create table public.calls (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null,
  integration_id uuid not null,
  external_id text not null,
  phone_number_id uuid,
  direction public.call_direction not null,
  outcome public.call_outcome not null,
  provider_status text,
  from_number text,
  to_number text,
  counterpart text,
  counterpart_name text,
  agent_extension text,
  agent_name text,
  participants jsonb not null default '[]',
  started_at timestamptz not null,
  duration_seconds integer check (duration_seconds >= 0),
  has_recording boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (integration_id, external_id),
  unique (id, org_id),
  foreign key (integration_id, org_id) references public.integrations (id, org_id) on delete cascade,
  foreign key (phone_number_id, org_id) references public.phone_numbers (id, org_id)
);
create index calls_org_id_started_at_idx on public.calls (org_id, started_at desc, id desc);
create index calls_phone_number_id_started_at_idx on public.calls (phone_number_id, org_id, started_at desc, id desc);
create index calls_integration_id_started_at_idx on public.calls (integration_id, org_id, started_at);
create index calls_started_at_idx on public.calls (started_at desc, id desc);
comment on table public.calls is 'Calls as the provider told them, normalised. Written by the worker alone.';
comment on column public.calls.external_id is 'The provider''s id of the call; unique within the integration, so a re-read never doubles a call.';
comment on column public.calls.phone_number_id is 'The business number the call belongs to; null only when the provider names none (internal calls), and then only full-view roles see it.';
comment on column public.calls.provider_status is 'The provider''s own word for the outcome, kept as given.';
comment on column public.calls.counterpart is 'The outside party''s number.';
comment on column public.calls.participants is 'Who took part: [{ role, name, extension, number, is_connected }].';
comment on column public.calls.duration_seconds is 'Whole seconds, rounded from the provider''s milliseconds; null while unknown.';

create table public.recordings (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null,
  call_id uuid not null unique,
  phone_number_id uuid,
  started_at timestamptz not null,
  duration_seconds integer check (duration_seconds >= 0),
  created_at timestamptz not null default now(),
  unique (id, org_id),
  foreign key (call_id, org_id) references public.calls (id, org_id) on delete cascade,
  foreign key (phone_number_id, org_id) references public.phone_numbers (id, org_id)
);
create index recordings_call_id_org_id_idx on public.recordings (call_id, org_id);
create index recordings_org_id_started_at_idx on public.recordings (org_id, started_at desc, id desc);
create index recordings_phone_number_id_started_at_idx on public.recordings (phone_number_id, org_id, started_at desc, id desc);
comment on table public.recordings is
  'That a call has audio, and of whom. The provider''s URL is itself a credential and lives in private.recording_sources.';
comment on column public.recordings.duration_seconds is 'Length of the call; the audio itself may be shorter.';

create table private.recording_sources (
  recording_id uuid primary key references public.recordings (id) on delete cascade,
  url text,
  file_name text,
  updated_at timestamptz not null default now()
);
comment on table private.recording_sources is 'Where the provider keeps the audio. Read by the recordings function only, at the moment of playing.';

alter table public.calls enable row level security;
alter table public.recordings enable row level security;
alter table private.recording_sources enable row level security;

grant select on public.calls, public.recordings to authenticated;

create policy calls_select on public.calls for select to authenticated
  using (
    org_id = any (array(select private.full_view_org_ids()))
    or phone_number_id = any (array(select private.assigned_phone_number_ids()))
  );
create policy recordings_select on public.recordings for select to authenticated
  using (
    org_id = any (array(select private.full_view_org_ids()))
    or phone_number_id = any (array(select private.assigned_phone_number_ids()))
  );
