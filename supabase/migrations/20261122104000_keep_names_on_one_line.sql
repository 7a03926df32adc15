-- Names end up in mails, file names and logs, where a line break would begin something else.
update public.profiles set full_name = regexp_replace(full_name, '[[:cntrl:]]+', ' ', 'g') where full_name ~ '[[:cntrl:]]';
update public.organizations set name = regexp_replace(name, '[[:cntrl:]]+', ' ', 'g') where name ~ '[[:cntrl:]]';

alter table public.profiles add constraint profiles_full_name_is_one_line check (full_name !~ '[[:cntrl:]]');
alter table public.organizations add constraint organizations_name_is_one_line check (name !~ '[[:cntrl:]]');

create or replace function private.create_profile() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.profiles (id, email, full_name)
  values (
    new.id, coalesce(new.email, ''),
    left(regexp_replace(coalesce(new.raw_user_meta_data ->> 'full_name', ''), '[[:cntrl:]]+', ' ', 'g'), 120)
  )
  on conflict (id) do update set email = excluded.email;
  return new;
exception when others then
  raise warning 'profile of user % was not written: %', new.id, sqlerrm;
  return new;
end;
$$;
