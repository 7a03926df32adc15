create function private.request_sync(integration uuid, stream_name public.sync_stream) returns public.sync_jobs
language plpgsql security definer set search_path = ''
as $$
declare
  cooldown constant interval := interval '1 minute';
  target record;
  queued public.sync_jobs;
  last_asked timestamptz;
begin
  select i.id, i.org_id, i.status into target from public.integrations i
  where i.id = integration and i.org_id = any (array(select private.visible_org_ids()));
  if not found then
    raise exception 'There is no such integration, or it belongs to an organization that you are not a member of.'
      using errcode = 'PT404';
  end if;
  if private.caller_role(target.org_id) < 'manager' then
    raise exception 'Only managers, admins and owners can start a sync.' using errcode = 'PT403';
  end if;
  if target.status = 'disconnected' then
    raise exception 'MightyCall is not connected.' using errcode = 'PT409', hint = 'An admin can connect it under Admin › Integrations.';
  end if;

  queued := private.enqueue_stream(integration, stream_name, 'manual', auth.uid());
  if queued.id is null then
    raise exception 'A sync of % is already running.', replace(stream_name::text, '_', ' ')
      using errcode = 'PT409', hint = 'New rows appear by themselves as it goes on.';
  end if;
  select max(j.created_at) into last_asked from public.sync_jobs j
  where j.integration_id = integration and j.stream = stream_name and j.trigger = 'manual' and j.id <> queued.id;
  if last_asked > now() - cooldown then
    raise exception 'This was synced a moment ago.'
      using errcode = 'PT429', hint = format('Try again in %s seconds.', ceil(extract(epoch from last_asked + cooldown - now())));
  end if;
  perform private.wake_worker();
  return queued;
end;
$$;
comment on function private.request_sync(uuid, public.sync_stream) is
  'Queues a run that a person asked for and wakes the worker. PT404 for outsiders, PT403 below manager, PT409 when one is live or nothing is connected, PT429 within a minute of the last; then nothing is queued.';

create function public.request_sync(integration_id uuid, stream public.sync_stream) returns public.sync_jobs
language sql security invoker set search_path = ''
as $$ select * from private.request_sync(integration_id, stream); $$;
comment on function public.request_sync(uuid, public.sync_stream) is 'The Sync button: run one stream of an integration now.';

revoke execute on function private.request_sync(uuid, public.sync_stream), public.request_sync(uuid, public.sync_stream) from public;
grant execute on function private.request_sync(uuid, public.sync_stream), public.request_sync(uuid, public.sync_stream) to authenticated;
