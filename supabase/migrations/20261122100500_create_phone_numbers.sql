create table public.phone_numbers (
  id uuid primary key default gen_random_uuid(),
  org_id uuid not null,
  integration_id uuid not null,
  number text not null check (number <> ''),
  label text,
  is_active boolean not null default true,
  is_primary boolean not null default false,
  is_toll_free boolean not null default false,
  can_text boolean,
  can_call boolean,
  provider_id text,
  first_seen_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (integration_id, number),
  unique (id, org_id),
  foreign key (integration_id, org_id) references public.integrations (id, org_id) on delete cascade
);
create index phone_numbers_integration_id_org_id_idx on public.phone_numbers (integration_id, org_id);
create index phone_numbers_org_id_number_idx on public.phone_numbers (org_id, number);
comment on table public.phone_numbers is
  'Business numbers. One that the account no longer lists is deactivated, never deleted; one seen only in history is created inactive.';
comment on column public.phone_numbers.number is 'E.164, such as +15550100900.';

create table public.number_assignments (
  org_id uuid not null,
  user_id uuid not null,
  phone_number_id uuid not null,
  created_at timestamptz not null default now(),
  created_by uuid default auth.uid() references public.profiles (id) on delete set null,
  primary key (phone_number_id, user_id),
  foreign key (phone_number_id, org_id) references public.phone_numbers (id, org_id) on delete cascade,
  foreign key (org_id, user_id) references public.memberships (org_id, user_id) on delete cascade
);
create index number_assignments_phone_number_id_org_id_idx on public.number_assignments (phone_number_id, org_id);
create index number_assignments_org_id_user_id_idx on public.number_assignments (org_id, user_id);
create index number_assignments_user_id_idx on public.number_assignments (user_id, phone_number_id);
create index number_assignments_created_by_idx on public.number_assignments (created_by);
comment on table public.number_assignments is
  'Which numbers an agent sees. None assigned means nothing seen. Ends with the membership it hangs on.';

alter table public.phone_numbers enable row level security;
alter table public.number_assignments enable row level security;

create function private.assigned_phone_number_ids() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select a.phone_number_id from public.number_assignments a where a.user_id = (select auth.uid()); $$;
comment on function private.assigned_phone_number_ids() is 'Numbers assigned to the caller. A set, so that a policy computes it once per query.';

revoke execute on function private.assigned_phone_number_ids() from public;
grant execute on function private.assigned_phone_number_ids() to authenticated;

grant select on public.phone_numbers, public.number_assignments to authenticated;
grant insert (org_id, user_id, phone_number_id), delete on public.number_assignments to authenticated;

create policy phone_numbers_select on public.phone_numbers for select to authenticated
  using (
    org_id = any (array(select private.full_view_org_ids()))
    or id = any (array(select private.assigned_phone_number_ids()))
  );

create policy number_assignments_select on public.number_assignments for select to authenticated
  using (user_id = (select auth.uid()) or org_id = any (array(select private.full_view_org_ids())));
create policy number_assignments_insert on public.number_assignments for insert to authenticated
  with check (org_id = any (array(select private.full_view_org_ids())));
create policy number_assignments_delete on public.number_assignments for delete to authenticated
  using (org_id = any (array(select private.full_view_org_ids())));
