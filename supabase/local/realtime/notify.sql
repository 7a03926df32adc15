-- Tells the local Realtime server of each private broadcast once its transaction has committed. The row's id only: a
-- notification carries at most 8000 bytes. The platform itself reads the write-ahead log instead.
create or replace function realtime.notify_broadcast() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform pg_catalog.pg_notify('realtime_broadcast', new.id::text);
  return null;
end
$$;

create or replace trigger notify_broadcast after insert on realtime.messages
  for each row when (new.extension = 'broadcast' and new.private)
  execute function realtime.notify_broadcast();
