create table private.playback_tickets (
  token_hash bytea primary key,
  recording_id uuid not null references public.recordings (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  expires_at timestamptz not null
);
create index playback_tickets_recording_id_idx on private.playback_tickets (recording_id);
create index playback_tickets_user_id_idx on private.playback_tickets (user_id);
comment on table private.playback_tickets is
  'Short-lived permissions to hear one recording, for one person. An audio element can''t send a session, so it shows a ticket; only its hash is kept.';
alter table private.playback_tickets enable row level security;

create function private.may_hear(person uuid, recording uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.recordings r
    where r.id = recording and (
      exists (select from private.platform_admins a where a.user_id = person)
      or exists (select from public.memberships m where m.org_id = r.org_id and m.user_id = person and m.role >= 'manager')
      or exists (select from public.number_assignments n where n.phone_number_id = r.phone_number_id and n.user_id = person)
    )
  );
$$;
comment on function private.may_hear(uuid, uuid) is
  'Whether a person may hear a recording now: the rule of the recordings policy, for a person without a session.';

create function worker.issue_playback_ticket(actor uuid, recording uuid, token_hash text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  heard record;
  ticket_expires_at timestamptz := now() + interval '10 minutes';
begin
  if not private.may_hear(actor, recording) then
    raise exception 'There is no such recording, or you may not hear it.' using errcode = 'PT404';
  end if;
  select r.org_id, c.started_at, c.counterpart into heard
  from public.recordings r join public.calls c on c.id = r.call_id where r.id = recording;
  perform private.take_rate_limit('play_recording', actor, heard.org_id);
  delete from private.playback_tickets t where t.user_id = actor and t.expires_at < now();
  insert into private.playback_tickets (token_hash, recording_id, user_id, expires_at)
  values (decode(issue_playback_ticket.token_hash, 'hex'), recording, actor, ticket_expires_at);
  perform private.act_for(actor);
  perform private.audit(heard.org_id, 'recording.played', recording::text,
    jsonb_build_object('call_started_at', heard.started_at, 'counterpart', heard.counterpart));
  return jsonb_build_object('expires_at', ticket_expires_at);
end;
$$;
comment on function worker.issue_playback_ticket(uuid, uuid, text) is
  'Keeps the hash of a ticket for ten minutes and notes the play in the audit log. PT404 when the person may not hear it, PT429 when it happens too often.';

create function worker.redeem_playback_ticket(token_hash text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'recording_id', r.id, 'org_id', r.org_id, 'integration_id', c.integration_id, 'call_external_id', c.external_id,
    'account_type', i.account_type, 'url', s.url, 'file_name', s.file_name, 'started_at', c.started_at,
    'credentials', case when k.integration_id is null then null else
      jsonb_build_object('key_version', k.key_version, 'iv', k.iv, 'ciphertext', k.ciphertext) end
  )
  from private.playback_tickets t
  join public.recordings r on r.id = t.recording_id
  join public.calls c on c.id = r.call_id
  join public.integrations i on i.id = c.integration_id
  left join private.recording_sources s on s.recording_id = r.id
  left join private.integration_credentials k on k.integration_id = i.id
  where t.token_hash = decode(redeem_playback_ticket.token_hash, 'hex') and t.expires_at > now()
    and private.may_hear(t.user_id, t.recording_id);
$$;
comment on function worker.redeem_playback_ticket(text) is
  'What is needed to open the recording of a ticket that is still good; null otherwise. Asks again whether the person may hear it, so that a removal bites at once.';

create function worker.save_recording_source(recording uuid, url text, file_name text) returns void
language sql security definer set search_path = ''
as $$
  update private.recording_sources s set url = save_recording_source.url, file_name = save_recording_source.file_name, updated_at = now()
  where s.recording_id = recording;
$$;
comment on function worker.save_recording_source(uuid, text, text) is 'Replaces the address of a recording by a fresh one.';

create or replace function private.keep_house() returns void
language sql security definer set search_path = ''
as $$
  delete from public.sync_jobs j where j.finished_at < now() - interval '30 days';
  delete from private.provider_requests r where r.hour < now() - interval '2 days';
  delete from private.rate_limits l where l.window_start < now() - interval '1 day';
  delete from private.playback_tickets t where t.expires_at < now();
  delete from private.access_tokens t where t.expires_at < now();
  delete from cron.job_run_details d where d.end_time < now() - interval '7 days';
$$;

revoke execute on function private.may_hear(uuid, uuid) from public;
revoke execute on all functions in schema worker from public;
grant execute on all functions in schema worker to service_role;
