create function private.extend_coverage(job public.sync_jobs, range_start timestamptz, range_end timestamptz) returns void
language sql security definer set search_path = ''
as $$
  update public.sync_streams s set
    earliest = least(s.earliest, range_start),
    watermark = greatest(s.watermark, range_end),
    -- A stream that was complete once is so again up to here, though its job goes on with history.
    last_success_at = case when s.last_success_at is not null and range_end > s.watermark then now() else s.last_success_at end
  where s.integration_id = job.integration_id and s.stream = job.stream and range_start < range_end
    and (s.watermark is null or (range_start <= s.watermark and range_end >= s.earliest))
    and (s.watermark is null or range_start < s.earliest or range_end > s.watermark);
$$;
comment on function private.extend_coverage(public.sync_jobs, timestamptz, timestamptz) is
  'A range was read without a gap: moves the stream''s two ends, but only over ranges that touch what was read before, so that no gap hides between them.';

create or replace function private.record_page(
  job public.sync_jobs, next_checkpoint jsonb, fetched integer, inserted integer, updated integer, requests integer,
  lease_seconds integer
) returns jsonb
language sql security definer set search_path = ''
as $$
  select private.extend_coverage(job,
    (next_checkpoint #>> '{covered,start}')::timestamptz, (next_checkpoint #>> '{covered,end}')::timestamptz);
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
  'Adds a page to a job''s counts, moves the stream''s ends by what the checkpoint says is covered, and renews the lease, in the transaction of the page''s rows.';

create or replace function worker.save_checkpoint(job_id uuid, lease_token uuid, checkpoint jsonb, requests integer, lease_seconds integer default 90)
returns void
language plpgsql security definer set search_path = ''
as $$
declare
  job public.sync_jobs;
begin
  job := private.require_lease(job_id, lease_token);
  perform private.extend_coverage(job,
    (save_checkpoint.checkpoint #>> '{covered,start}')::timestamptz, (save_checkpoint.checkpoint #>> '{covered,end}')::timestamptz);
  update public.sync_jobs j set
    checkpoint = save_checkpoint.checkpoint,
    requests = j.requests + greatest(0, save_checkpoint.requests),
    leased_until = clock_timestamp() + make_interval(secs => lease_seconds)
  where j.id = job.id;
end;
$$;
comment on function worker.save_checkpoint(uuid, uuid, jsonb, integer, integer) is
  'Writes what is left to do without rows, moves the stream''s ends by what is covered, and renews the lease.';

comment on column public.sync_streams.watermark is 'Everything from earliest up to here has been read.';
comment on column public.sync_streams.earliest is 'Everything from here up to the watermark has been read.';
revoke execute on function private.extend_coverage(public.sync_jobs, timestamptz, timestamptz) from public;
