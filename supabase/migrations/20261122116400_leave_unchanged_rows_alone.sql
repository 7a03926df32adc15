-- Nearly all rows of an ordinary run are read for the second time or the tenth. An upsert that changes nothing still locks its
-- row, which writes to it; so what is as it was is sorted out before. And a call that the provider lists later than the calls
-- stream looks back is stored by the recordings stream, which looks back for days, and used to drop it.
create or replace function worker.ingest_phone_numbers(
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
    select distinct on (r.number) r.number, r.label, coalesce(r.is_active, false) as is_active,
      coalesce(r.is_primary, false) as is_primary, coalesce(r.is_toll_free, false) as is_toll_free, r.can_text, r.can_call,
      r.provider_id
    from jsonb_to_recordset(rows) as r(
      number text, label text, is_active boolean, is_primary boolean, is_toll_free boolean,
      can_text boolean, can_call boolean, provider_id text
    )
    order by r.number, r.is_active desc
  ), changed as (
    select i.*
    from incoming i
    left join public.phone_numbers n on n.integration_id = job.integration_id and n.number = i.number
    where n.id is null
      or (n.label, n.is_active, n.is_primary, n.is_toll_free, n.can_text, n.can_call, n.provider_id)
        is distinct from (i.label, i.is_active, i.is_primary, i.is_toll_free, i.can_text, i.can_call, i.provider_id)
  ), upserted as (
    insert into public.phone_numbers
      (org_id, integration_id, number, label, is_active, is_primary, is_toll_free, can_text, can_call, provider_id)
    select job.org_id, job.integration_id, c.number, c.label, c.is_active, c.is_primary, c.is_toll_free, c.can_text, c.can_call,
      c.provider_id
    from changed c
    order by c.number
    on conflict (integration_id, number) do update set
      label = excluded.label, is_active = excluded.is_active, is_primary = excluded.is_primary,
      is_toll_free = excluded.is_toll_free, can_text = excluded.can_text, can_call = excluded.can_call,
      provider_id = excluded.provider_id, updated_at = now()
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
  left_behind_from timestamptz;
  left_behind_until timestamptz;
begin
  job := private.require_lease(job_id, lease_token);
  perform private.ensure_numbers(job, array(select r ->> 'business_number' from jsonb_array_elements(rows) r));
  select s.earliest, s.watermark - d.overlap into left_behind_from, left_behind_until
  from public.sync_streams s join private.stream_defaults d on d.stream = s.stream
  where s.integration_id = job.integration_id and s.stream = 'calls';

  with incoming as materialized (
    select distinct on (r.external_id) r.external_id, r.direction, r.outcome, r.provider_status, p.id as phone_number_id,
      r.from_number, r.to_number, r.counterpart, r.counterpart_name, r.agent_extension, r.agent_name,
      coalesce(r.participants, '[]') as participants, r.started_at, r.duration_seconds,
      coalesce(jsonb_typeof(r.recording) = 'object', false) as has_recording
    from jsonb_to_recordset(rows) as r(
      external_id text, direction public.call_direction, outcome public.call_outcome, provider_status text,
      business_number text, from_number text, to_number text, counterpart text, counterpart_name text,
      agent_extension text, agent_name text, participants jsonb, started_at timestamptz, duration_seconds integer,
      recording jsonb
    )
    left join public.phone_numbers p on p.integration_id = job.integration_id and p.number = r.business_number
    order by r.external_id
  ), changed as (
    select i.*
    from incoming i
    left join public.calls c on c.integration_id = job.integration_id and c.external_id = i.external_id
    -- New calls are for the calls stream, whose counts they would spoil; but not those of a time that it won't read again.
    where case when c.id is null then job.stream <> 'recordings'
        or coalesce(i.started_at >= left_behind_from and i.started_at < left_behind_until, false) else
      (c.phone_number_id, c.direction, c.outcome, c.provider_status, c.from_number, c.to_number, c.counterpart, c.counterpart_name,
        c.agent_extension, c.agent_name, c.participants, c.started_at, c.duration_seconds, c.has_recording)
      is distinct from
      (i.phone_number_id, i.direction, i.outcome, i.provider_status, i.from_number, i.to_number, i.counterpart, i.counterpart_name,
        i.agent_extension, i.agent_name, i.participants, i.started_at, i.duration_seconds, c.has_recording or i.has_recording) end
  ), upserted as (
    insert into public.calls as existing
      (org_id, integration_id, external_id, phone_number_id, direction, outcome, provider_status, from_number, to_number,
       counterpart, counterpart_name, agent_extension, agent_name, participants, started_at, duration_seconds, has_recording)
    select job.org_id, job.integration_id, c.external_id, c.phone_number_id, c.direction, c.outcome, c.provider_status,
      c.from_number, c.to_number, c.counterpart, c.counterpart_name, c.agent_extension, c.agent_name, c.participants,
      c.started_at, c.duration_seconds, c.has_recording
    from changed c
    order by c.external_id
    on conflict (integration_id, external_id) do update set
      phone_number_id = excluded.phone_number_id, direction = excluded.direction, outcome = excluded.outcome,
      provider_status = excluded.provider_status, from_number = excluded.from_number, to_number = excluded.to_number,
      counterpart = excluded.counterpart, counterpart_name = excluded.counterpart_name,
      agent_extension = excluded.agent_extension, agent_name = excluded.agent_name, participants = excluded.participants,
      started_at = excluded.started_at, duration_seconds = excluded.duration_seconds,
      has_recording = existing.has_recording or excluded.has_recording, updated_at = now()
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
  'Writes a page of normalised calls, their recordings and the checkpoint in one transaction; unchanged rows are not written. The recordings stream looks after calls that are there, and adds those alone that the calls stream has left behind: of a time that it has read and won''t read again. Returns { inserted, updated, unchanged } and, for a slice that ends, stored_in_slice: how many calls the table holds in it.';

create or replace function private.ingest_recordings(job public.sync_jobs, rows jsonb) returns void
language sql security definer set search_path = ''
as $$
  insert into public.recordings (org_id, call_id, phone_number_id, started_at, duration_seconds)
  select distinct on (c.id) job.org_id, c.id, c.phone_number_id, c.started_at, c.duration_seconds
  from jsonb_to_recordset(rows) as r(external_id text, recording jsonb)
  join public.calls c on c.integration_id = job.integration_id and c.external_id = r.external_id
  left join public.recordings found on found.call_id = c.id
  where jsonb_typeof(r.recording) = 'object' and (
    found.id is null or (found.phone_number_id, found.started_at, found.duration_seconds)
      is distinct from (c.phone_number_id, c.started_at, c.duration_seconds)
  )
  order by c.id
  on conflict (call_id) do update set
    phone_number_id = excluded.phone_number_id, started_at = excluded.started_at, duration_seconds = excluded.duration_seconds;

  insert into private.recording_sources (recording_id, url, file_name)
  select distinct on (found.id) found.id, r.recording ->> 'url', r.recording ->> 'file_name'
  from jsonb_to_recordset(rows) as r(external_id text, recording jsonb)
  join public.calls c on c.integration_id = job.integration_id and c.external_id = r.external_id
  join public.recordings found on found.call_id = c.id
  left join private.recording_sources source on source.recording_id = found.id
  where jsonb_typeof(r.recording) = 'object' and (
    source.recording_id is null
      or (source.url, source.file_name) is distinct from (r.recording ->> 'url', r.recording ->> 'file_name')
  )
  order by found.id
  on conflict (recording_id) do update set url = excluded.url, file_name = excluded.file_name, updated_at = now();
$$;

create or replace function worker.ingest_messages(
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
    select distinct on (r.external_id) r.external_id, r.direction, p.id as phone_number_id, r.counterpart, r.counterpart_name,
      r.agent_extension, r.agent_name, r.body, r.status, r.sent_at,
      (select coalesce(jsonb_agg(a - 'link'), '[]') from jsonb_array_elements(coalesce(r.attachments, '[]')) a) as attachments
    from jsonb_to_recordset(rows) as r(
      external_id text, direction public.call_direction, business_number text, counterpart text, counterpart_name text,
      agent_extension text, agent_name text, body text, status text, attachments jsonb, sent_at timestamptz
    )
    left join public.phone_numbers p on p.integration_id = job.integration_id and p.number = r.business_number
    order by r.external_id
  ), changed as (
    select i.*
    from incoming i
    left join public.sms_messages m on m.integration_id = job.integration_id and m.external_id = i.external_id
    where m.id is null
      or (m.phone_number_id, m.direction, m.counterpart, m.counterpart_name, m.agent_extension, m.agent_name, m.body, m.status,
        m.attachments, m.sent_at)
      is distinct from
      (i.phone_number_id, i.direction, i.counterpart, i.counterpart_name, i.agent_extension, i.agent_name, i.body, i.status,
        i.attachments, i.sent_at)
  ), upserted as (
    insert into public.sms_messages
      (org_id, integration_id, external_id, phone_number_id, direction, counterpart, counterpart_name, agent_extension,
       agent_name, body, status, attachments, sent_at)
    select job.org_id, job.integration_id, c.external_id, c.phone_number_id, c.direction, c.counterpart, c.counterpart_name,
      c.agent_extension, c.agent_name, c.body, c.status, c.attachments, c.sent_at
    from changed c
    order by c.external_id
    on conflict (integration_id, external_id) do update set
      phone_number_id = excluded.phone_number_id, direction = excluded.direction, counterpart = excluded.counterpart,
      counterpart_name = excluded.counterpart_name, agent_extension = excluded.agent_extension,
      agent_name = excluded.agent_name, body = excluded.body, status = excluded.status,
      attachments = excluded.attachments, sent_at = excluded.sent_at, updated_at = now()
    returning (xmax = 0) as is_new
  )
  select (select count(*) from incoming), count(*) filter (where is_new), count(*) filter (where not is_new)
  into fetched, inserted, updated from upserted;

  return private.record_page(job, ingest_messages.checkpoint, fetched, inserted, updated, requests, lease_seconds);
end;
$$;
