create function private.preview_access(organization uuid, person uuid, since timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  own_claims text := current_setting('request.jwt.claims', true);
  own_sub text := current_setting('request.jwt.claim.sub', true);
  full_view uuid[];
  assigned uuid[];
begin
  if not (organization = any (array(select private.admin_org_ids())))
    or not exists (select from public.memberships m where m.org_id = organization and m.user_id = person) then
    raise exception 'There is no such person in this organization, or you don''t administer it.' using errcode = 'PT404';
  end if;

  -- The policies' own sets, asked as that person, so that the preview can't drift from what they see. An API names its
  -- caller in one of these two settings; auth.uid() reads both.
  perform set_config('request.jwt.claim.sub', person::text, true);
  perform set_config('request.jwt.claims', jsonb_build_object('sub', person, 'role', 'authenticated')::text, true);
  if auth.uid() is distinct from person then
    raise exception 'The preview could not be made.' using errcode = 'XX000';
  end if;
  full_view := array(select private.full_view_org_ids());
  assigned := array(select private.assigned_phone_number_ids());
  perform set_config('request.jwt.claims', own_claims, true);
  perform set_config('request.jwt.claim.sub', own_sub, true);

  return (
    with counted as (
      select n.id, n.number, n.label, n.is_active,
        (select count(*) from public.calls c where c.phone_number_id = n.id and c.org_id = organization and c.started_at >= since) as calls,
        (select count(*) from public.sms_messages m where m.phone_number_id = n.id and m.org_id = organization and m.sent_at >= since) as messages
      from public.phone_numbers n
      where n.org_id = organization and (organization = any (full_view) or n.id = any (assigned))
    )
    select jsonb_build_object(
      'sees_everything', organization = any (full_view),
      'calls', (
        select count(*) from public.calls c
        where c.org_id = organization and c.started_at >= since and (organization = any (full_view) or c.phone_number_id = any (assigned))
      ),
      'messages', (
        select count(*) from public.sms_messages m
        where m.org_id = organization and m.sent_at >= since and (organization = any (full_view) or m.phone_number_id = any (assigned))
      ),
      'numbers', coalesce((select jsonb_agg(to_jsonb(c) order by c.is_active desc, c.calls desc, c.number) from counted c), '[]')
    )
  );
end;
$$;
comment on function private.preview_access(uuid, uuid, timestamptz) is
  'What a member may see, for admins: their numbers, and how many calls and messages since a moment. Asks the sets that the policies use, in the person''s name. PT404 for outsiders and non-members.';

create function public.preview_access(organization uuid, person uuid, since timestamptz) returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.preview_access(organization, person, since); $$;
comment on function public.preview_access(uuid, uuid, timestamptz) is
  'What a member may see: { sees_everything, calls, messages, numbers: [{ id, number, label, is_active, calls, messages }] }.';

revoke execute on function private.preview_access(uuid, uuid, timestamptz), public.preview_access(uuid, uuid, timestamptz) from public;
grant execute on function private.preview_access(uuid, uuid, timestamptz), public.preview_access(uuid, uuid, timestamptz) to authenticated;
