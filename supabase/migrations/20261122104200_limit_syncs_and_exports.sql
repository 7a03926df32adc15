insert into private.rate_limit_rules (action, per_person, per_org, window_seconds) values
  ('start_sync', 30, 60, 600),
  ('export', 30, 120, 600);

create or replace function private.request_sync(integration uuid, stream_name public.sync_stream) returns public.sync_jobs
language plpgsql security definer set search_path = ''
as $$
declare
  cooldown constant interval := interval '1 minute';
  target record;
  queued public.sync_jobs;
  last_asked timestamptz;
  wait_seconds integer;
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
  perform private.take_rate_limit('start_sync', auth.uid(), target.org_id);

  queued := private.enqueue_stream(integration, stream_name, 'manual', auth.uid());
  if queued.id is null then
    raise exception 'A sync of % is already running.', replace(stream_name::text, '_', ' ')
      using errcode = 'PT409', hint = 'New rows appear by themselves as it goes on.';
  end if;
  select max(j.created_at) into last_asked from public.sync_jobs j
  where j.integration_id = integration and j.stream = stream_name and j.trigger = 'manual' and j.id <> queued.id;
  if last_asked > now() - cooldown then
    wait_seconds := ceil(extract(epoch from last_asked + cooldown - now()));
    raise exception 'This was synced a moment ago.'
      using errcode = 'PT429', detail = wait_seconds::text, hint = format('Try again in %s seconds.', wait_seconds);
  end if;
  perform private.wake_worker();
  return queued;
end;
$$;
comment on function private.request_sync(uuid, public.sync_stream) is
  'Queues a run that a person asked for and wakes the worker. PT404 for outsiders, PT403 below manager, PT409 when one is live or nothing is connected, PT429 within a minute of the last or when person or org start too many; then nothing is queued.';

create or replace function private.request_backfill(integration uuid, stream_name public.sync_stream, range_start timestamptz, range_end timestamptz)
returns public.sync_jobs
language plpgsql security definer set search_path = ''
as $$
declare
  target record;
  queued public.sync_jobs;
begin
  select i.id, i.org_id, i.status into target from public.integrations i
  where i.id = integration and i.org_id = any (array(select private.visible_org_ids()));
  if not found then
    raise exception 'There is no such integration, or it belongs to an organization that you are not a member of.'
      using errcode = 'PT404';
  end if;
  if private.caller_role(target.org_id) < 'admin' then
    raise exception 'Only admins and owners can load history.' using errcode = 'PT403';
  end if;
  if target.status = 'disconnected' then
    raise exception 'MightyCall is not connected.' using errcode = 'PT409', hint = 'An admin can connect it under Admin › Integrations.';
  end if;
  if stream_name not in ('calls', 'sms_messages') then
    raise exception 'Only calls and messages have a history to load.' using errcode = '22023';
  end if;
  if range_start is null or range_end is null or range_start >= range_end then
    raise exception 'The range must begin before it ends.' using errcode = '22023';
  end if;
  if range_start < now() - interval '10 years' or range_end > now() + interval '1 minute' then
    raise exception 'The range must lie within the last ten years and not in the future.' using errcode = '22023';
  end if;
  -- Cancelling and starting again would otherwise spend the provider's daily requests without an end.
  perform private.take_rate_limit('start_sync', auth.uid(), target.org_id);

  insert into public.sync_jobs (org_id, integration_id, stream, trigger, window_start, window_end, requested_by)
  values (target.org_id, target.id, stream_name, 'backfill', range_start, least(range_end, now()), auth.uid())
  on conflict (integration_id, stream) where status in ('queued', 'running') do nothing
  returning * into queued;
  if queued.id is null then
    raise exception 'A sync of % is already running.', replace(stream_name::text, '_', ' ')
      using errcode = 'PT409', hint = 'Start this one when it is done, or cancel it first.';
  end if;
  perform private.wake_worker();
  return queued;
end;
$$;
comment on function private.request_backfill(uuid, public.sync_stream, timestamptz, timestamptz) is
  'Queues a read of a range of the past. PT404 for outsiders, PT403 below admin, PT409 when one is live or nothing is connected, PT429 when person or org start too many, 22023 for a range that makes no sense.';

create or replace function private.record_export(organization uuid, what text, row_count integer, filters jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not (organization = any (array(select private.visible_org_ids()))) then
    raise exception 'There is no such organization, or you are not a member of it.' using errcode = 'PT404';
  end if;
  if what is null or what not in ('calls', 'recordings', 'messages', 'numbers', 'audit_log')
    or row_count is null or row_count < 0 or pg_column_size(filters) > 2000 or jsonb_typeof(coalesce(filters, '{}')) <> 'object' then
    raise exception 'That is not an export.' using errcode = '22023';
  end if;
  -- Entries stay for ever: nobody may bury the others under them.
  perform private.take_rate_limit('export', auth.uid(), organization);
  perform private.audit(organization, 'data.exported', what,
    jsonb_build_object('rows', row_count, 'filters', coalesce(filters, '{}')));
end;
$$;
comment on function private.record_export(uuid, text, integer, jsonb) is
  'Notes that the caller exported rows. PT404 for outsiders, 22023 for what is no export, PT429 when it happens too often.';
