-- Locks that are no rows live in a memory that all connections share: one for each day of an org's history was more than
-- there is, so that whoever rolled up some dozen years at once, in one org or in many, was refused. One for the org serves.
create or replace function private.roll_up_days(organization uuid, days timestamptz[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  -- First the lock; then the count, in a snapshot taken after it.
  perform pg_advisory_xact_lock(hashtextextended('rollups of ' || organization, 0));
  delete from private.call_days r where r.org_id = organization and r.day_start = any (days);
  insert into private.call_days select * from private.count_days(organization, days);
end;
$$;
