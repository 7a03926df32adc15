create function private.announce_sync() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object('job_id', new.id, 'integration_id', new.integration_id, 'stream', new.stream, 'status', new.status),
    'sync', 'org:' || new.org_id, true
  );
  return null;
end;
$$;
comment on function private.announce_sync() is
  'Trigger: tells an org''s private channel that a sync moved. Ids and states only; readers fetch the rows under RLS.';
revoke execute on function private.announce_sync() from public;

create trigger announce_sync after insert or update of status, rows_fetched on public.sync_jobs
  for each row execute function private.announce_sync();

-- Members hear their own org's channel and no other. Nobody but the database sends. (A comment on the policy itself would take
-- the table's owner, who on the hosted platform is somebody else.)
create policy organization_channel_select on realtime.messages for select to authenticated
  using (
    realtime.messages.extension = 'broadcast'
    and (select realtime.topic()) = any (array(select 'org:' || o from private.visible_org_ids() o))
  );
