-- A job's row that is waited for is judged anew once it is free, but only what is locked is read anew: the token that
-- was valid before the wait must be read again too.
create or replace function private.require_lease(job uuid, token uuid) returns public.sync_jobs
language plpgsql security definer set search_path = ''
as $$
declare
  held public.sync_jobs;
begin
  select j.* into held
  from public.sync_jobs j join private.sync_leases l on l.job_id = j.id
  where j.id = job and l.lease_token = token and j.status = 'running' and j.leased_until > clock_timestamp()
  for update of j, l;
  if not found then
    raise exception 'This worker no longer holds the job.' using errcode = 'PT409';
  end if;
  return held;
end;
$$;
