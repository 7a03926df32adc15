create function private.record_page(
  job public.sync_jobs, next_checkpoint jsonb, fetched integer, inserted integer, updated integer, requests integer,
  lease_seconds integer
) returns jsonb
language sql security definer set search_path = ''
as $$
  update public.sync_jobs j set
    checkpoint = next_checkpoint,
    attempt = 0,
    pages = j.pages + 1,
    requests = j.requests + greatest(0, record_page.requests),
    rows_fetched = j.rows_fetched + fetched,
    rows_inserted = j.rows_inserted + inserted,
    rows_updated = j.rows_updated + updated,
    rows_unchanged = j.rows_unchanged + fetched - inserted - updated,
    error_class = null, error_code = null, error_hint = null,
    leased_until = clock_timestamp() + make_interval(secs => lease_seconds)
  where j.id = job.id
  returning jsonb_build_object('inserted', inserted, 'updated', updated, 'unchanged', fetched - inserted - updated);
$$;
comment on function private.record_page(public.sync_jobs, jsonb, integer, integer, integer, integer, integer) is
  'Adds a page to a job''s counts and renews its lease, in the transaction of the page''s rows.';

create function private.ensure_numbers(job public.sync_jobs, numbers text[]) returns void
language sql security definer set search_path = ''
as $$
  insert into public.phone_numbers (org_id, integration_id, number, is_active)
  select job.org_id, job.integration_id, n.number, false
  from (select distinct unnest(numbers) as number) n
  where n.number is not null and n.number <> '' and not exists (
    select from public.phone_numbers p where p.integration_id = job.integration_id and p.number = n.number
  )
  order by n.number
  on conflict (integration_id, number) do nothing;
$$;
comment on function private.ensure_numbers(public.sync_jobs, text[]) is
  'Creates business numbers that only history knows, inactive, so that every row can be attributed.';

create function worker.ingest_phone_numbers(
  job_id uuid, lease_token uuid, rows jsonb, requests integer, lease_seconds integer default 90
) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  job public.sync_jobs;
  fetched integer;
  inserted integer;
  updated integer;
begin
  job := private.require_lease(job_id, lease_token);

  with incoming as materialized (
    select distinct on (r.number) r.* from jsonb_to_recordset(rows) as r(
      number text, label text, is_active boolean, is_primary boolean, is_toll_free boolean,
      can_text boolean, can_call boolean, provider_id text
    )
    order by r.number, r.is_active desc
  ), upserted as (
    insert into public.phone_numbers as existing
      (org_id, integration_id, number, label, is_active, is_primary, is_toll_free, can_text, can_call, provider_id)
    select job.org_id, job.integration_id, i.number, i.label, coalesce(i.is_active, false), coalesce(i.is_primary, false),
      coalesce(i.is_toll_free, false), i.can_text, i.can_call, i.provider_id
    from incoming i
    order by i.number
    on conflict (integration_id, number) do update set
      label = excluded.label, is_active = excluded.is_active, is_primary = excluded.is_primary,
      is_toll_free = excluded.is_toll_free, can_text = excluded.can_text, can_call = excluded.can_call,
      provider_id = excluded.provider_id, updated_at = now()
    where (existing.label, existing.is_active, existing.is_primary, existing.is_toll_free, existing.can_text,
        existing.can_call, existing.provider_id)
      is distinct from (excluded.label, excluded.is_active, excluded.is_primary, excluded.is_toll_free, excluded.can_text,
        excluded.can_call, excluded.provider_id)
    returning (xmax = 0) as is_new
  ), vanished as (
    update public.phone_numbers p set is_active = false, is_primary = false, updated_at = now()
    where p.integration_id = job.integration_id and p.is_active
      and not exists (select from incoming i where i.number = p.number)
    returning p.id
  )
  select (select count(*) from incoming),
    (select count(*) from upserted where is_new),
    (select count(*) from upserted where not is_new) + (select count(*) from vanished)
  into fetched, inserted, updated;

  return private.record_page(job, null, greatest(fetched, inserted + updated), inserted, updated, requests, lease_seconds);
end;
$$;
comment on function worker.ingest_phone_numbers(uuid, uuid, jsonb, integer, integer) is
  'Writes the account''s whole list of numbers; those not in it any more are deactivated. Returns { inserted, updated, unchanged }.';

create function worker.ingest_calls(
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
  'Writes a page of normalised calls, their recordings and the checkpoint in one transaction; unchanged rows are not written. Returns { inserted, updated, unchanged } and, for a slice that ends, stored_in_slice: how many calls the table holds in it.';

create function private.ingest_recordings(job public.sync_jobs, rows jsonb) returns void
language sql security definer set search_path = ''
as $$
  with incoming as materialized (
    select distinct on (r.external_id) c.id as call_id, c.phone_number_id, c.started_at, c.duration_seconds,
      r.recording ->> 'url' as url, r.recording ->> 'file_name' as file_name
    from jsonb_to_recordset(rows) as r(external_id text, recording jsonb)
    join public.calls c on c.integration_id = job.integration_id and c.external_id = r.external_id
    where jsonb_typeof(r.recording) = 'object'
    order by r.external_id
  ), upserted as (
    insert into public.recordings as existing (org_id, call_id, phone_number_id, started_at, duration_seconds)
    select job.org_id, i.call_id, i.phone_number_id, i.started_at, i.duration_seconds from incoming i
    on conflict (call_id) do update set
      phone_number_id = excluded.phone_number_id, started_at = excluded.started_at,
      duration_seconds = excluded.duration_seconds
    where (existing.phone_number_id, existing.started_at, existing.duration_seconds)
      is distinct from (excluded.phone_number_id, excluded.started_at, excluded.duration_seconds)
    returning existing.id, existing.call_id
  )
  insert into private.recording_sources as existing (recording_id, url, file_name)
  select coalesce(u.id, r.id), i.url, i.file_name
  from incoming i
  left join upserted u on u.call_id = i.call_id
  left join public.recordings r on r.call_id = i.call_id
  on conflict (recording_id) do update set url = excluded.url, file_name = excluded.file_name, updated_at = now()
  where (existing.url, existing.file_name) is distinct from (excluded.url, excluded.file_name);
$$;
comment on function private.ingest_recordings(public.sync_jobs, jsonb) is
  'Writes that calls of a page have audio, and where the provider keeps it. A provider that leaves the recording out later does not undo it.';

create function worker.ingest_messages(
  job_id uuid, lease_token uuid, rows jsonb, checkpoint jsonb, requests integer, lease_seconds integer default 90
) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  job public.sync_jobs;
  fetched integer;
  inserted integer;
  updated integer;
begin
  job := private.require_lease(job_id, lease_token);
  perform private.ensure_numbers(job, array(select r ->> 'business_number' from jsonb_array_elements(rows) r));

  with incoming as materialized (
    select distinct on (r.external_id) r.*, p.id as phone_number_id
    from jsonb_to_recordset(rows) as r(
      external_id text, direction public.call_direction, business_number text, counterpart text, counterpart_name text,
      agent_extension text, agent_name text, body text, status text, attachments jsonb, sent_at timestamptz
    )
    left join public.phone_numbers p on p.integration_id = job.integration_id and p.number = r.business_number
    order by r.external_id
  ), upserted as (
    insert into public.sms_messages as existing
      (org_id, integration_id, external_id, phone_number_id, direction, counterpart, counterpart_name, agent_extension,
       agent_name, body, status, attachments, sent_at)
    select job.org_id, job.integration_id, i.external_id, i.phone_number_id, i.direction, i.counterpart,
      i.counterpart_name, i.agent_extension, i.agent_name, i.body, i.status,
      (select coalesce(jsonb_agg(a - 'link'), '[]') from jsonb_array_elements(coalesce(i.attachments, '[]')) a), i.sent_at
    from incoming i
    on conflict (integration_id, external_id) do update set
      phone_number_id = excluded.phone_number_id, direction = excluded.direction, counterpart = excluded.counterpart,
      counterpart_name = excluded.counterpart_name, agent_extension = excluded.agent_extension,
      agent_name = excluded.agent_name, body = excluded.body, status = excluded.status,
      attachments = excluded.attachments, sent_at = excluded.sent_at, updated_at = now()
    where (existing.phone_number_id, existing.direction, existing.counterpart, existing.counterpart_name,
        existing.agent_extension, existing.agent_name, existing.body, existing.status, existing.attachments, existing.sent_at)
      is distinct from (excluded.phone_number_id, excluded.direction, excluded.counterpart, excluded.counterpart_name,
        excluded.agent_extension, excluded.agent_name, excluded.body, excluded.status, excluded.attachments, excluded.sent_at)
    returning (xmax = 0) as is_new
  )
  select (select count(*) from incoming), count(*) filter (where is_new), count(*) filter (where not is_new)
  into fetched, inserted, updated from upserted;

  return private.record_page(job, ingest_messages.checkpoint, fetched, inserted, updated, requests, lease_seconds);
end;
$$;
comment on function worker.ingest_messages(uuid, uuid, jsonb, jsonb, integer, integer) is
  'Writes a page of normalised text messages and the checkpoint in one transaction; unchanged rows are not written. Returns { inserted, updated, unchanged }.';

revoke execute on all functions in schema worker from public;
revoke execute on function private.record_page(public.sync_jobs, jsonb, integer, integer, integer, integer, integer),
  private.ensure_numbers(public.sync_jobs, text[]), private.ingest_recordings(public.sync_jobs, jsonb) from public;
grant execute on all functions in schema worker to service_role;
