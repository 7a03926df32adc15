-- A profile for each account. It must never stop a sign-up, whatever is wrong with the row.
create function private.create_profile() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.profiles (id, email, full_name)
  values (new.id, coalesce(new.email, ''), left(coalesce(new.raw_user_meta_data ->> 'full_name', ''), 120))
  on conflict (id) do update set email = excluded.email;
  return new;
exception when others then
  raise warning 'profile of user % was not written: %', new.id, sqlerrm;
  return new;
end;
$$;
comment on function private.create_profile() is
  'Trigger on auth.users: keeps a profile with the current e-mail. Takes a display name from sign-up data and nothing else; never raises.';

create trigger create_profile after insert or update of email on auth.users
  for each row execute function private.create_profile();

create function private.guard_time_zone() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not exists (select from pg_catalog.pg_timezone_names where name = new.time_zone) then
    raise exception 'There is no time zone called "%".', left(new.time_zone, 60)
      using errcode = '22023', hint = 'Use an IANA name such as America/New_York.';
  end if;
  return new;
end;
$$;
comment on function private.guard_time_zone() is 'Trigger: an org''s time zone must be one that the database knows (22023 otherwise).';

create trigger guard_time_zone before insert or update of time_zone on public.organizations
  for each row execute function private.guard_time_zone();

create function private.caller_role(organization uuid) returns public.org_role
language sql stable security definer set search_path = ''
as $$
  select case
    when (select private.is_platform_admin()) then 'owner'::public.org_role
    else (select m.role from public.memberships m where m.org_id = organization and m.user_id = (select auth.uid()))
  end;
$$;
comment on function private.caller_role(uuid) is
  'The caller''s rank in an org, null for outsiders. A platform admin ranks as owner everywhere.';

-- Rank rules that a policy can't express, since it doesn't see the old and the new row together.
create function private.guard_membership() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  actor uuid := auth.uid();
  actor_role public.org_role;
begin
  -- The org itself is being deleted: its memberships go with it.
  perform from public.organizations where id = old.org_id for update;
  if not found then
    return old;
  end if;

  if actor is not null and actor is distinct from old.user_id then
    actor_role := private.caller_role(old.org_id);
    if actor_role is null or (actor_role < 'owner' and old.role >= actor_role) then
      raise exception 'You can only change people whose role is below yours.' using errcode = '42501';
    end if;
  end if;

  if tg_op = 'UPDATE' and actor is not null then
    actor_role := private.caller_role(old.org_id);
    if new.role > old.role and (actor_role < 'owner' and new.role >= actor_role) then
      raise exception 'You can only give roles below yours.' using errcode = '42501';
    end if;
  end if;

  if old.role = 'owner' and (tg_op = 'DELETE' or new.role <> 'owner') and not exists (
    select from public.memberships m
    where m.org_id = old.org_id and m.role = 'owner' and m.user_id <> old.user_id
  ) then
    raise exception 'An organization always keeps an owner.'
      using errcode = '23514', hint = 'Make someone else an owner first.';
  end if;

  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end;
$$;
comment on function private.guard_membership() is
  'Trigger: nobody changes people of their own rank or above (owners may), nobody gives a role at or above their own (owners may), and the last owner stays. Locks the org, so that two owners can''t leave at once.';

create trigger guard_membership before update or delete on public.memberships
  for each row execute function private.guard_membership();

revoke execute on all functions in schema private from public;
