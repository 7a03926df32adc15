create function public.sync_job_progress(job_id uuid)
returns table (range_start timestamptz, range_end timestamptz, share_read numeric)
language sql stable security invoker set search_path = ''
as $$
  with job as (
    select j.status, j.checkpoint, tstzmultirange(tstzrange(j.window_start, j.window_end)) as window
    from public.sync_jobs j where j.id = sync_job_progress.job_id and j.window_start is not null
  ), slices as (
    select tstzrange((s ->> 'start')::timestamptz, (s ->> 'end')::timestamptz) as range, 0::numeric as share
    from job, jsonb_array_elements(job.checkpoint -> 'pending') s
    union all
    select tstzrange((c ->> 'start')::timestamptz, (c ->> 'end')::timestamptz),
      round((c ->> 'received')::numeric / nullif((c ->> 'total')::numeric, 0), 3)
    from job, lateral (select job.checkpoint -> 'current' as c) slice where jsonb_typeof(c) = 'object'
    union all
    select unnest(job.window), 0 from job where job.checkpoint is null and job.status <> 'succeeded'
  ), parts as (
    select unnest(job.window * tstzmultirange(s.range)) as part, coalesce(s.share, 0) as share from job, slices s
    union all
    select unnest(job.window - coalesce((select range_agg(s.range) from slices s), '{}')), 1 from job
  )
  select lower(part), upper(part), share from parts order by 1;
$$;
comment on function public.sync_job_progress(uuid) is
  'How far a job has come: its window as ranges without gap or overlap, oldest first, each with the share of it that has been read (0 to 1). No rows for jobs without a window and for those that the caller may not see.';
revoke execute on function public.sync_job_progress(uuid) from public;
grant execute on function public.sync_job_progress(uuid) to authenticated;
