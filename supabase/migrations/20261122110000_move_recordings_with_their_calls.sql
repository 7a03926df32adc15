-- A call that is told again under another number takes its recording along, also when the page leaves the recording out:
-- otherwise the people of the old number would go on hearing it.
create function private.move_recording() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.recordings r set
    phone_number_id = new.phone_number_id, started_at = new.started_at, duration_seconds = new.duration_seconds
  where r.call_id = new.id;
  return null;
end;
$$;
comment on function private.move_recording() is
  'Trigger: a recording belongs to the number of its call, whoever changed the call.';
revoke execute on function private.move_recording() from public;

create trigger move_recording after update of phone_number_id, started_at, duration_seconds on public.calls
  for each row when (
    (old.phone_number_id, old.started_at, old.duration_seconds)
      is distinct from (new.phone_number_id, new.started_at, new.duration_seconds)
  ) execute function private.move_recording();
