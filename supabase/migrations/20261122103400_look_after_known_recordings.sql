create or replace function worker.ingest_calls(
  job_id uuid, lease_token uuid, rows jsonb, checkpoint jsonb, requests integer,
  slice_start timestamptz default null, slice_end timestamptz default null, lease_seconds integer default 90
) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  job public.sync_jobs;
  fetched integer;
  inserted integer;
  updated integer;
  counts jsonb;
begin
  job := private.require_lease(job_id, lease_token);
  perform private.ensure_numbers(job, array(select r ->> 'business_number' from jsonb_array_elements(rows) r));

  with incoming as materialized (
    select distinct on (r.external_id) r.*, p.id as phone_number_id
    from jsonb_to_recordset(rows) as r(
      external_id text, direction public.call_direction, outcome public.call_outcome, provider_status text,
      business_number text, from_number text, to_number text, counterpart text, counterpart_name text,
      agent_extension text, agent_name text, participants jsonb, started_at timestamptz, duration_seconds integer,
      recording jsonb
    )
    left join public.phone_numbers p on p.integration_id = job.integration_id and p.number = r.business_number
    order by r.external_id
  ), upserted as (
    insert into public.calls as existing
      (org_id, integration_id, external_id, phone_number_id, direction, outcome, provider_status, from_number, to_number,
       counterpart, counterpart_name, agent_extension, agent_name, participants, started_at, duration_seconds, has_recording)
    select job.org_id, job.integration_id, i.external_id, i.phone_number_id, i.direction, i.outcome, i.provider_status,
      i.from_number, i.to_number, i.counterpart, i.counterpart_name, i.agent_extension, i.agent_name,
      coalesce(i.participants, '[]'), i.started_at, i.duration_seconds,
      coalesce(jsonb_typeof(i.recording) = 'object', false)
    from incoming i
    where job.stream <> 'recordings' or exists (
      select from public.calls c where c.integration_id = job.integration_id and c.external_id = i.external_id
    )
    order by i.external_id
    on conflict (integration_id, external_id) do update set
      phone_number_id = excluded.phone_number_id, direction = excluded.direction, outcome = excluded.outcome,
      provider_status = excluded.provider_status, from_number = excluded.from_number, to_number = excluded.to_number,
      counterpart = excluded.counterpart, counterpart_name = excluded.counterpart_name,
      agent_extension = excluded.agent_extension, agent_name = excluded.agent_name, participants = excluded.participants,
      started_at = excluded.started_at, duration_seconds = excluded.duration_seconds,
      has_recording = existing.has_recording or excluded.has_recording, updated_at = now()
    where (existing.phone_number_id, existing.direction, existing.outcome, existing.provider_status, existing.from_number,
        existing.to_number, existing.counterpart, existing.counterpart_name, existing.agent_extension, existing.agent_name,
        existing.participants, existing.started_at, existing.duration_seconds, existing.has_recording)
      is distinct from (excluded.phone_number_id, excluded.direction, excluded.outcome, excluded.provider_status,
        excluded.from_number, excluded.to_number, excluded.counterpart, excluded.counterpart_name, excluded.agent_extension,
        excluded.agent_name, excluded.participants, excluded.started_at, excluded.duration_seconds,
        existing.has_recording or excluded.has_recording)
    returning (xmax = 0) as is_new
  )
  select (select count(*) from incoming), count(*) filter (where is_new), count(*) filter (where not is_new)
  into fetched, inserted, updated from upserted;

  -- A first sync fills the table faster than autovacuum looks at it. The plans of foreign key checks that were made for
  -- a small table would read a whole org's calls for each row.
  if inserted > 0 and (
    select pg_relation_size(c.oid) > 4 * current_setting('block_size')::bigint * greatest(c.relpages, 1)
    from pg_catalog.pg_class c where c.oid = 'public.calls'::regclass
  ) then
    analyze (skip_locked) public.calls;
  end if;
  perform private.ingest_recordings(job, rows);
  counts := private.record_page(job, ingest_calls.checkpoint, fetched, inserted, updated, requests, lease_seconds);
  if slice_start is not null then
    counts := counts || jsonb_build_object('stored_in_slice', (
      select count(*) from public.calls c
      where c.integration_id = job.integration_id and c.org_id = job.org_id
        and c.started_at >= slice_start and c.started_at < slice_end
    ));
  end if;
  return counts;
end;
$$;
comment on function worker.ingest_calls(uuid, uuid, jsonb, jsonb, integer, timestamptz, timestamptz, integer) is
  'Writes a page of normalised calls, their recordings and the checkpoint in one transaction; unchanged rows are not written. The recordings stream looks after calls that are there and adds none: that is for the calls stream, whose counts it would spoil. Returns { inserted, updated, unchanged } and, for a slice that ends, stored_in_slice: how many calls the table holds in it.';

create or replace function private.ingest_recordings(job public.sync_jobs, rows jsonb) returns void
language sql security definer set search_path = ''
as $$
  insert into public.recordings as existing (org_id, call_id, phone_number_id, started_at, duration_seconds)
  select distinct on (c.id) job.org_id, c.id, c.phone_number_id, c.started_at, c.duration_seconds
  from jsonb_to_recordset(rows) as r(external_id text, recording jsonb)
  join public.calls c on c.integration_id = job.integration_id and c.external_id = r.external_id
  where jsonb_typeof(r.recording) = 'object'
  order by c.id
  on conflict (call_id) do update set
    phone_number_id = excluded.phone_number_id, started_at = excluded.started_at,
    duration_seconds = excluded.duration_seconds
  where (existing.phone_number_id, existing.started_at, existing.duration_seconds)
    is distinct from (excluded.phone_number_id, excluded.started_at, excluded.duration_seconds);

  insert into private.recording_sources as existing (recording_id, url, file_name)
  select distinct on (found.id) found.id, r.recording ->> 'url', r.recording ->> 'file_name'
  from jsonb_to_recordset(rows) as r(external_id text, recording jsonb)
  join public.calls c on c.integration_id = job.integration_id and c.external_id = r.external_id
  join public.recordings found on found.call_id = c.id
  where jsonb_typeof(r.recording) = 'object'
  order by found.id
  on conflict (recording_id) do update set url = excluded.url, file_name = excluded.file_name, updated_at = now()
  where (existing.url, existing.file_name) is distinct from (excluded.url, excluded.file_name);
$$;
