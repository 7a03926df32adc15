-- A ticket plays as often as its holder seeks, but each look for a fresh address costs the provider account's budget.
insert into private.rate_limit_rules (action, per_person, per_org, window_seconds) values
  ('find_recording', 30, 120, 600);

create or replace function worker.redeem_playback_ticket(token_hash text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'user_id', t.user_id,
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
