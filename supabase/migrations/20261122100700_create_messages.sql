create table public.sms_messages (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null,
  integration_id uuid not null,
  external_id text not null,
  phone_number_id uuid,
  direction public.call_direction not null,
  counterpart text,
  counterpart_name text,
  agent_extension text,
  agent_name text,
  body text,
  status text,
  attachments jsonb not null default '[]',
  sent_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (integration_id, external_id),
  foreign key (integration_id, org_id) references public.integrations (id, org_id) on delete cascade,
  foreign key (phone_number_id, org_id) references public.phone_numbers (id, org_id)
);
create index sms_messages_org_id_sent_at_idx on public.sms_messages (org_id, sent_at desc, id desc);
create index sms_messages_phone_number_id_sent_at_idx on public.sms_messages (phone_number_id, org_id, sent_at desc, id desc);
create index sms_messages_integration_id_sent_at_idx on public.sms_messages (integration_id, org_id, sent_at);
create index sms_messages_thread_idx on public.sms_messages (org_id, counterpart, phone_number_id, sent_at desc, id desc);
comment on table public.sms_messages is 'Text messages as the provider''s journal told them. Written by the worker alone.';
comment on column public.sms_messages.attachments is 'What was attached: [{ file_name, size_bytes, is_image }]; links are not kept here.';
comment on column public.sms_messages.counterpart is 'The outside party''s number; with phone_number_id it makes a thread.';

alter table public.sms_messages enable row level security;
grant select on public.sms_messages to authenticated;
create policy sms_messages_select on public.sms_messages for select to authenticated
  using (
    org_id = any (array(select private.full_view_org_ids()))
    or phone_number_id = any (array(select private.assigned_phone_number_ids()))
  );
