create type public.org_role as enum ('agent', 'manager', 'admin', 'owner');
comment on type public.org_role is 'Rank within an org, lowest first, so that roles compare with < and >.';

create table public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  email text not null,
  full_name text not null default '' check (char_length(full_name) <= 120),
  created_at timestamptz not null default now()
);
comment on table public.profiles is 'What colleagues may know of a person. Grants nothing: roles live in memberships.';
comment on column public.profiles.email is 'Copied from auth.users by trigger; not writable by the person.';

create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(btrim(name)) between 1 and 120),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 60),
  time_zone text not null default 'UTC',
  service_level_seconds integer not null default 20 check (service_level_seconds between 1 and 3600),
  created_at timestamptz not null default now()
);
comment on table public.organizations is 'A company (tenant). Every org-owned row elsewhere carries its id as org_id.';
comment on column public.organizations.time_zone is 'IANA name; decides what "today" means in every figure of this org.';
comment on column public.organizations.service_level_seconds is 'Target: a call answered within this many seconds counts as in time.';

create table public.memberships (
  org_id uuid not null references public.organizations (id) on delete cascade,
  user_id uuid not null references public.profiles (id) on delete cascade,
  role public.org_role not null,
  created_at timestamptz not null default now(),
  primary key (org_id, user_id)
);
create index memberships_user_id_idx on public.memberships (user_id, org_id, role);
comment on table public.memberships is 'Who belongs to which org, and as what: the only source of org roles. An org always keeps an owner.';

create table private.platform_admins (
  user_id uuid primary key references auth.users (id) on delete cascade,
  created_at timestamptz not null default now()
);
comment on table private.platform_admins is 'Operators of the installation: they see every org. Written by the database owner only.';

alter table public.profiles enable row level security;
alter table public.organizations enable row level security;
alter table public.memberships enable row level security;
alter table private.platform_admins enable row level security;

create function private.is_platform_admin() returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select from private.platform_admins where user_id = (select auth.uid()));
$$;
comment on function private.is_platform_admin() is 'Whether the caller operates the installation. Identity comes from the verified JWT only.';

create function private.org_ids_with_role(lowest public.org_role) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select m.org_id from public.memberships m
  where m.user_id = (select auth.uid()) and m.role >= lowest
  union all
  select o.id from public.organizations o where (select private.is_platform_admin());
$$;
comment on function private.org_ids_with_role(public.org_role) is
  'The orgs in which the caller has at least this role; every org for a platform admin. Not for direct use by policies: they use the named sets below.';

create function private.visible_org_ids() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select private.org_ids_with_role('agent'); $$;
comment on function private.visible_org_ids() is 'Orgs that the caller belongs to. A set, so that a policy computes it once per query.';

create function private.full_view_org_ids() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select private.org_ids_with_role('manager'); $$;
comment on function private.full_view_org_ids() is 'Orgs in which the caller sees every row: manager and up.';

create function private.admin_org_ids() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select private.org_ids_with_role('admin'); $$;
comment on function private.admin_org_ids() is 'Orgs that the caller administers: admin and owner.';

create function private.visible_profile_ids() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select auth.uid()
  union
  select m.user_id from public.memberships m where m.org_id = any (array(select private.full_view_org_ids()));
$$;
comment on function private.visible_profile_ids() is 'The caller, and everyone in the orgs that the caller sees in full.';

revoke execute on all functions in schema private from public;
grant execute on function private.visible_org_ids(), private.full_view_org_ids(), private.admin_org_ids(),
  private.visible_profile_ids() to authenticated;

grant select on public.profiles, public.organizations, public.memberships to authenticated;
grant update (full_name) on public.profiles to authenticated;
grant update (name, time_zone, service_level_seconds) on public.organizations to authenticated;
grant update (role), delete on public.memberships to authenticated;

create policy profiles_select on public.profiles for select to authenticated
  using (id = any (array(select private.visible_profile_ids())));
create policy profiles_update on public.profiles for update to authenticated
  using (id = (select auth.uid())) with check (id = (select auth.uid()));

create policy organizations_select on public.organizations for select to authenticated
  using (id = any (array(select private.visible_org_ids())));
create policy organizations_update on public.organizations for update to authenticated
  using (id = any (array(select private.admin_org_ids())))
  with check (id = any (array(select private.admin_org_ids())));

create policy memberships_select on public.memberships for select to authenticated
  using (user_id = (select auth.uid()) or org_id = any (array(select private.full_view_org_ids())));
create policy memberships_update on public.memberships for update to authenticated
  using (org_id = any (array(select private.admin_org_ids())))
  with check (org_id = any (array(select private.admin_org_ids())));
create policy memberships_delete on public.memberships for delete to authenticated
  using (user_id = (select auth.uid()) or org_id = any (array(select private.admin_org_ids())));
