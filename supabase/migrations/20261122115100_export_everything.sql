create or replace function private.record_export(organization uuid, what text, row_count integer, filters jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if organization is null or not (organization = any (array(select private.visible_org_ids()))) then
    raise exception 'There is no such organization, or you are not a member of it.' using errcode = 'PT404';
  end if;
  if what is null or what not in ('calls', 'recordings', 'messages', 'numbers', 'audit_log', 'everything')
    or row_count is null or row_count < 0 or pg_column_size(filters) > 2000 or jsonb_typeof(coalesce(filters, '{}')) <> 'object' then
    raise exception 'That is not an export.' using errcode = '22023';
  end if;
  if what = 'everything' and private.caller_role(organization) < 'owner' then
    raise exception 'Only an owner can take everything along.' using errcode = 'PT403';
  end if;
  -- Entries stay for ever: nobody may bury the others under them.
  perform private.take_rate_limit('export', auth.uid(), organization);
  perform private.audit(organization, 'data.exported', what,
    jsonb_build_object('rows', row_count, 'filters', coalesce(filters, '{}')));
end;
$$;
comment on function private.record_export(uuid, text, integer, jsonb) is
  'Notes that the caller exported rows. PT404 for outsiders, PT403 for an export of everything below owner, 22023 for what is no export, PT429 when it happens too often.';
