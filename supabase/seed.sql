-- Demo people and orgs for a local stack. Made up, and never part of production: `db push` leaves seeds out.
-- Everyone's password is demo-password-1.
create temporary table demo_people (id uuid, email text, full_name text, org_slug text, role public.org_role);
insert into demo_people (id, email, full_name, org_slug, role) values
  ('d0000000-0000-4000-8000-000000000001', 'olivia@northwind.example', 'Olivia Park', 'northwind-dental', 'owner'),
  ('d0000000-0000-4000-8000-000000000002', 'adam@northwind.example', 'Adam Reyes', 'northwind-dental', 'admin'),
  ('d0000000-0000-4000-8000-000000000003', 'maya@northwind.example', 'Maya Lindgren', 'northwind-dental', 'manager'),
  ('d0000000-0000-4000-8000-000000000004', 'ann@northwind.example', 'Ann Okafor', 'northwind-dental', 'agent'),
  ('d0000000-0000-4000-8000-000000000005', 'ben@northwind.example', 'Ben Castillo', 'northwind-dental', 'agent'),
  ('d0000000-0000-4000-8000-000000000006', 'henry@harbor.example', 'Henry Walsh', 'harbor-realty', 'owner'),
  ('d0000000-0000-4000-8000-000000000007', 'ivy@harbor.example', 'Ivy Tran', 'harbor-realty', 'agent'),
  ('d0000000-0000-4000-8000-000000000008', 'pat@platform.example', 'Pat Quinn', null, null);

insert into auth.users (
  id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
  confirmation_token, recovery_token, email_change, email_change_token_new
)
select p.id, 'authenticated', 'authenticated', p.email, extensions.crypt('demo-password-1', extensions.gen_salt('bf', 10)),
  now(), '{"provider": "email", "providers": ["email"]}', jsonb_build_object('full_name', p.full_name), now(), now(),
  '', '', '', ''
from demo_people p
on conflict (id) do nothing;

insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
select p.id, 'email', p.id::text, p.id,
  jsonb_build_object('sub', p.id, 'email', p.email, 'email_verified', true), now(), now()
from demo_people p
on conflict do nothing;

-- Only the official Auth server has this column, and it looks people up by it.
do $$
begin
  if exists (
    select from information_schema.columns
    where table_schema = 'auth' and table_name = 'users' and column_name = 'instance_id'
  ) then
    execute 'update auth.users set instance_id = ''00000000-0000-0000-0000-000000000000'' where instance_id is null';
  end if;
end;
$$;

insert into public.organizations (id, name, slug, time_zone) values
  ('a0000000-0000-4000-8000-000000000001', 'Northwind Dental', 'northwind-dental', 'America/New_York'),
  ('a0000000-0000-4000-8000-000000000002', 'Harbor Realty', 'harbor-realty', 'America/Los_Angeles')
on conflict (id) do nothing;

insert into public.memberships (org_id, user_id, role)
select o.id, p.id, p.role from demo_people p join public.organizations o on o.slug = p.org_slug
on conflict (org_id, user_id) do nothing;

insert into private.platform_admins (user_id)
select p.id from demo_people p where p.org_slug is null
on conflict (user_id) do nothing;

drop table demo_people;
