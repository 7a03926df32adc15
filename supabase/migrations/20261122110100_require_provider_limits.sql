-- Without a row of limits nothing would bound a provider's requests: an integration can't be without one.
alter table public.integrations
  add constraint integrations_provider_fkey foreign key (provider) references private.provider_limits (provider);
create index integrations_provider_idx on public.integrations (provider);
