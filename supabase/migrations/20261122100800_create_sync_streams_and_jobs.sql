create type public.sync_stream as enum ('phone_numbers', 'calls', 'sms_messages', 'recordings');
comment on type public.sync_stream is 'What is pulled from a provider. recordings re-reads recent calls for audio that came late.';
create type public.sync_trigger as enum ('schedule', 'manual', 'backfill');
comment on type public.sync_trigger is 'Who asked for a job: the clock, a person, or a person for a range of the past.';
create type public.sync_job_status as enum ('queued', 'running', 'succeeded', 'failed', 'cancelled');
comment on type public.sync_job_status is 'queued and running are live; the rest are final and never change again.';
create type public.sync_error_class as enum ('config', 'transient');
comment on type public.sync_error_class is 'config: a person must act; transient: it is tried again by itself.';

create table public.sync_streams (
  integration_id uuid not null,
  stream public.sync_stream not null,
  org_id uuid not null,
  is_enabled boolean not null default true,
  interval_seconds integer not null check (interval_seconds between 60 and 86400),
  next_run_at timestamptz not null default now(),
  last_success_at timestamptz,
  last_attempt_at timestamptz,
  watermark timestamptz,
  earliest timestamptz,
  consecutive_failures integer not null default 0 check (consecutive_failures >= 0),
  error_class public.sync_error_class,
  error_code text,
  error_hint text,
  paused_reason text,
  primary key (integration_id, stream),
  foreign key (integration_id, org_id) references public.integrations (id, org_id) on delete cascade
);
create index sync_streams_integration_id_org_id_idx on public.sync_streams (integration_id, org_id);
create index sync_streams_org_id_idx on public.sync_streams (org_id);
create index sync_streams_due_idx on public.sync_streams (next_run_at) where is_enabled and paused_reason is null;
comment on table public.sync_streams is 'What a person asks of a stream: how it is doing, when it last worked, when it runs next.';
comment on column public.sync_streams.watermark is 'Everything up to here has been read.';
comment on column public.sync_streams.earliest is 'Everything from here on has been read.';
comment on column public.sync_streams.paused_reason is 'Why the system stopped it by itself; a person''s own pause is is_enabled = false.';

create table public.sync_jobs (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null,
  integration_id uuid not null,
  stream public.sync_stream not null,
  trigger public.sync_trigger not null,
  status public.sync_job_status not null default 'queued',
  window_start timestamptz,
  window_end timestamptz,
  checkpoint jsonb,
  attempt integer not null default 0 check (attempt >= 0),
  run_after timestamptz not null default now(),
  leased_until timestamptz,
  rows_fetched integer not null default 0,
  rows_inserted integer not null default 0,
  rows_updated integer not null default 0,
  rows_unchanged integer not null default 0,
  pages integer not null default 0,
  requests integer not null default 0,
  waited_seconds integer not null default 0,
  error_class public.sync_error_class,
  error_code text,
  error_hint text,
  requested_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  check ((window_start is null) = (window_end is null) and window_start < window_end),
  check ((status in ('succeeded', 'failed', 'cancelled')) = (finished_at is not null)),
  check (status <> 'failed' or error_code is not null),
  check (status <> 'succeeded' or error_code is null),
  check ((status = 'running') = (leased_until is not null)),
  foreign key (integration_id, org_id) references public.integrations (id, org_id) on delete cascade
);
create unique index sync_jobs_one_live_per_stream_idx on public.sync_jobs (integration_id, stream)
  where status in ('queued', 'running');
create index sync_jobs_claimable_idx on public.sync_jobs (run_after) where status = 'queued';
create index sync_jobs_leased_idx on public.sync_jobs (leased_until) where status = 'running';
create index sync_jobs_integration_id_org_id_idx on public.sync_jobs (integration_id, org_id);
create index sync_jobs_org_id_created_at_idx on public.sync_jobs (org_id, created_at desc, id desc);
create index sync_jobs_finished_at_idx on public.sync_jobs (finished_at) where finished_at is not null;
create index sync_jobs_requested_by_idx on public.sync_jobs (requested_by);
comment on table public.sync_jobs is 'Queue and history of syncs. The checks make "failed" and "succeeded" mean it; one live job per stream.';
comment on column public.sync_jobs.checkpoint is 'What is left to read, as written by the worker with each page; times and counts only.';
comment on column public.sync_jobs.attempt is 'Tries in a row without progress.';
comment on column public.sync_jobs.leased_until is 'While running: when another worker may take over.';

create table private.sync_leases (
  job_id uuid primary key references public.sync_jobs (id) on delete cascade,
  lease_token uuid not null
);
comment on table private.sync_leases is 'The token that the current worker of a job must show with each write. Kept apart so that no reader of jobs can write as a worker.';

alter table public.sync_streams enable row level security;
alter table public.sync_jobs enable row level security;
alter table private.sync_leases enable row level security;

grant select on public.sync_streams, public.sync_jobs to authenticated;
grant update (is_enabled, interval_seconds) on public.sync_streams to authenticated;

create policy sync_streams_select on public.sync_streams for select to authenticated
  using (org_id = any (array(select private.visible_org_ids())));
create policy sync_streams_update on public.sync_streams for update to authenticated
  using (org_id = any (array(select private.admin_org_ids())))
  with check (org_id = any (array(select private.admin_org_ids())));
create policy sync_jobs_select on public.sync_jobs for select to authenticated
  using (org_id = any (array(select private.full_view_org_ids())));

create function private.reschedule_stream() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.is_enabled and not old.is_enabled then
    new.next_run_at := now();
  elsif new.interval_seconds < old.interval_seconds then
    new.next_run_at := least(new.next_run_at, now() + make_interval(secs => new.interval_seconds));
  end if;
  return new;
end;
$$;
comment on function private.reschedule_stream() is 'Trigger: a stream switched on runs at once; a shorter interval counts from now.';
revoke execute on function private.reschedule_stream() from public;

create trigger reschedule_stream before update of is_enabled, interval_seconds on public.sync_streams
  for each row execute function private.reschedule_stream();
