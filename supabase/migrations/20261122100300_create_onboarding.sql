create function private.slug_for(name text) returns text
language plpgsql volatile set search_path = ''
as $$
declare
  base text := left(btrim(regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g'), '-'), 50);
begin
  base := coalesce(nullif(btrim(base, '-'), ''), 'org');
  if not exists (select from public.organizations o where o.slug = base) then
    return base;
  end if;
  return base || '-' || left(replace(gen_random_uuid()::text, '-', ''), 6);
end;
$$;
comment on function private.slug_for(text) is 'A free URL name made from an org''s name: itself, or with six random characters when taken.';

create function private.create_organization(name text, time_zone text) returns public.organizations
language plpgsql security definer set search_path = ''
as $$
declare
  creator uuid := auth.uid();
  created public.organizations;
begin
  if creator is null then
    raise exception 'Sign in to create an organization.' using errcode = '42501';
  end if;
  if name is null or char_length(btrim(name)) not between 1 and 120 then
    raise exception 'Give the organization a name of at most 120 characters.' using errcode = '22023';
  end if;

  -- Serialises one person's requests, so that a double click doesn't pass the limit below.
  perform from auth.users u where u.id = creator for update;
  if not (select private.is_platform_admin())
    and (select count(*) from public.memberships m where m.user_id = creator and m.role = 'owner') >= 5 then
    raise exception 'You already own five organizations.'
      using errcode = 'PT429', hint = 'Ask the operator of this installation for more.';
  end if;

  insert into public.profiles (id, email)
  select u.id, coalesce(u.email, '') from auth.users u where u.id = creator
  on conflict (id) do nothing;

  insert into public.organizations (name, slug, time_zone)
  values (btrim(create_organization.name), private.slug_for(btrim(create_organization.name)), create_organization.time_zone)
  returning * into created;

  insert into public.memberships (org_id, user_id, role) values (created.id, creator, 'owner');
  return created;
end;
$$;
comment on function private.create_organization(text, text) is
  'Creates an org and makes the caller its owner, both or neither. 22023 on a bad name or time zone, PT429 above five owned orgs.';

create function public.create_organization(name text, time_zone text) returns public.organizations
language sql security invoker set search_path = ''
as $$ select * from private.create_organization(name, time_zone); $$;
comment on function public.create_organization(text, text) is 'Onboarding: create an org and become its owner in one step.';

create function private.my_access() returns jsonb
language sql stable security definer set search_path = ''
as $$ select jsonb_build_object('is_platform_admin', (select private.is_platform_admin())); $$;
comment on function private.my_access() is 'What the caller may do beyond their memberships.';

create function public.my_access() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.my_access(); $$;
comment on function public.my_access() is 'What the caller may do beyond their memberships: { is_platform_admin }.';

revoke execute on all functions in schema private from public;
revoke execute on function public.create_organization(text, text), public.my_access() from public;
grant execute on function private.create_organization(text, text), private.my_access() to authenticated;
grant execute on function public.create_organization(text, text), public.my_access() to authenticated;
