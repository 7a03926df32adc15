create table private.provider_limits (
  provider text primary key,
  requests_per_day integer not null check (requests_per_day > 0),
  reserved_for_people integer not null check (reserved_for_people >= 0),
  check (reserved_for_people < requests_per_day)
);
comment on table private.provider_limits is
  'What a provider allows one account in 24 hours, and how much of it scheduled work leaves for people (test, play, manual sync).';
insert into private.provider_limits (provider, requests_per_day, reserved_for_people) values ('mightycall', 2500, 200);

create table private.provider_requests (
  account_fingerprint text not null,
  hour timestamptz not null,
  used integer not null check (used >= 0),
  primary key (account_fingerprint, hour)
);
comment on table private.provider_requests is
  'Requests sent per provider account and hour, over all workers and orgs. Hours older than a day no longer count.';

alter table private.provider_limits enable row level security;
alter table private.provider_requests enable row level security;

create function private.budget_of(fingerprint text, provider_name text) returns table (
  daily_limit integer, used integer, reserved integer, refills_at timestamptz
)
language sql stable security definer set search_path = ''
as $$
  select
    l.requests_per_day,
    coalesce(sum(r.used), 0)::integer,
    l.reserved_for_people,
    min(r.hour) filter (where r.used > 0) + interval '25 hours'
  from private.provider_limits l
  left join private.provider_requests r
    on r.account_fingerprint = fingerprint and r.hour > now() - interval '25 hours'
  where l.provider = provider_name
  group by l.requests_per_day, l.reserved_for_people;
$$;
comment on function private.budget_of(text, text) is
  'A provider account''s budget now. An hour counts until its last second is 24 h old, so the true rolling sum is never above used; refills_at is when the oldest hour stops counting.';

create function worker.reserve_requests(integration uuid, wanted integer, for_person boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  fingerprint text;
  provider_name text;
  budget record;
  granted integer;
begin
  if wanted is null or wanted not between 1 and 100 then
    raise exception 'wanted must be between 1 and 100' using errcode = '22023';
  end if;
  select c.account_fingerprint, i.provider into fingerprint, provider_name
  from private.integration_credentials c join public.integrations i on i.id = c.integration_id
  where c.integration_id = integration;
  if not found then
    raise exception 'This integration has no credentials.' using errcode = 'PT409';
  end if;

  -- All workers of one account queue here, so that together they never pass the limit.
  perform pg_advisory_xact_lock(hashtextextended('provider_requests:' || fingerprint, 0));
  select * into budget from private.budget_of(fingerprint, provider_name);
  granted := greatest(0, least(wanted,
    budget.daily_limit - budget.used - case when for_person then 0 else budget.reserved end));
  if granted > 0 then
    insert into private.provider_requests as counted (account_fingerprint, hour, used)
    values (fingerprint, date_trunc('hour', now()), granted)
    on conflict (account_fingerprint, hour) do update set used = counted.used + excluded.used;
  end if;
  return jsonb_build_object('granted', granted, 'left', budget.daily_limit - budget.used - granted,
    'refills_at', budget.refills_at);
end;
$$;
comment on function worker.reserve_requests(uuid, integer, boolean) is
  'Takes up to wanted requests from the account''s budget before they are sent; granted may be 0. Scheduled work leaves the people''s reserve alone.';

create function worker.return_requests(integration uuid, unused integer) returns void
language sql security definer set search_path = ''
as $$
  update private.provider_requests r set used = greatest(0, r.used - return_requests.unused)
  from private.integration_credentials c
  where c.integration_id = integration and r.account_fingerprint = c.account_fingerprint
    and r.hour = date_trunc('hour', now()) and return_requests.unused between 1 and 100;
$$;
comment on function worker.return_requests(uuid, integer) is
  'Gives back reserved requests that were not sent. After the hour has turned they stay counted: the sum errs on the safe side.';

create function worker.spend_request_of_account(fingerprint text, provider_name text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  budget record;
begin
  perform pg_advisory_xact_lock(hashtextextended('provider_requests:' || fingerprint, 0));
  select * into budget from private.budget_of(fingerprint, provider_name);
  if budget.daily_limit is null or budget.used >= budget.daily_limit then
    return false;
  end if;
  insert into private.provider_requests as counted (account_fingerprint, hour, used)
  values (fingerprint, date_trunc('hour', now()), 1)
  on conflict (account_fingerprint, hour) do update set used = counted.used + 1;
  return true;
end;
$$;
comment on function worker.spend_request_of_account(text, text) is
  'Takes one request for credentials that are not stored yet (test before save); false when the account''s day is used up.';

create function private.request_budget(organization uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'daily_limit', b.daily_limit,
    'used', b.used,
    'left', greatest(0, b.daily_limit - b.used),
    'reserved_for_people', b.reserved,
    'refills_at', b.refills_at
  )
  from public.integrations i
  join private.integration_credentials c on c.integration_id = i.id
  cross join lateral private.budget_of(c.account_fingerprint, i.provider) b
  where i.org_id = organization and organization = any (array(select private.full_view_org_ids()));
$$;
comment on function private.request_budget(uuid) is 'An org''s request budget for those who see the org in full; null otherwise or when not connected.';

create function public.request_budget(organization uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.request_budget(organization); $$;
comment on function public.request_budget(uuid) is
  'How much of the provider''s daily requests is left: { daily_limit, used, left, reserved_for_people, refills_at }; null when not connected.';

revoke execute on function private.budget_of(text, text), private.request_budget(uuid), public.request_budget(uuid),
  worker.reserve_requests(uuid, integer, boolean), worker.return_requests(uuid, integer),
  worker.spend_request_of_account(text, text) from public;
grant execute on function private.request_budget(uuid), public.request_budget(uuid) to authenticated;
grant execute on function worker.reserve_requests(uuid, integer, boolean), worker.return_requests(uuid, integer),
  worker.spend_request_of_account(text, text) to service_role;
