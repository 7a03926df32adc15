-- Most syncs find nothing new. Said with the notice, it spares every open page of the org from reading all it shows again.
create or replace function private.announce_sync() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object(
      'job_id', new.id, 'integration_id', new.integration_id, 'stream', new.stream, 'status', new.status,
      'has_changed_rows', new.rows_inserted + new.rows_updated > 0
    ),
    'sync', 'org:' || new.org_id, true
  );
  return null;
end;
$$;
comment on function private.announce_sync() is
  'Trigger: tells an org''s private channel that a sync moved, and whether it has changed rows so far. Ids and states only; readers fetch the rows under RLS.';
