alter table private.provider_limits
  add column reserved_for_schedule integer not null default 800 check (reserved_for_schedule >= 0);
comment on column private.provider_limits.reserved_for_schedule is
  'What loading history leaves for the clock, so that new rows keep coming: about a day of one org''s streams at their usual intervals.';

drop function worker.reserve_requests(uuid, integer, boolean);
create function worker.reserve_requests(integration uuid, wanted integer, for_person boolean, for_history boolean default false)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  fingerprint text;
  provider_name text;
  budget record;
  kept_for_schedule integer := 0;
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
  if for_history then
    select l.reserved_for_schedule into kept_for_schedule from private.provider_limits l where l.provider = provider_name;
  end if;

  -- All workers of one account queue here, so that together they never pass the limit.
  perform pg_advisory_xact_lock(hashtextextended('provider_requests:' || fingerprint, 0));
  select * into budget from private.budget_of(fingerprint, provider_name);
  granted := greatest(0, least(wanted,
    budget.daily_limit - budget.used - case when for_person then 0 else budget.reserved end - kept_for_schedule));
  if granted > 0 then
    insert into private.provider_requests as counted (account_fingerprint, hour, used)
    values (fingerprint, date_trunc('hour', now()), granted)
    on conflict (account_fingerprint, hour) do update set used = counted.used + excluded.used;
  end if;
  return jsonb_build_object('granted', granted, 'left', budget.daily_limit - budget.used - granted,
    'daily_limit', budget.daily_limit, 'refills_at', budget.refills_at);
end;
$$;
comment on function worker.reserve_requests(uuid, integer, boolean, boolean) is
  'Takes up to wanted requests from the account''s budget before they are sent; granted may be 0. Scheduled work leaves the people''s reserve alone, and history leaves the schedule''s as well.';

create function private.next_run_at(integration uuid, interval_seconds integer) returns timestamptz
language sql stable security definer set search_path = ''
as $$
  select now() + make_interval(secs => greatest(interval_seconds, least(7200, interval_seconds * power(0.5 / greatest(0.01, coalesce((
    select (b.daily_limit - b.reserved - b.used)::double precision / (b.daily_limit - b.reserved)
    from private.integration_credentials c
    join public.integrations i on i.id = c.integration_id
    cross join lateral private.budget_of(c.account_fingerprint, i.provider) b
    where c.integration_id = integration
  ), 1)), 2))));
$$;
comment on function private.next_run_at(uuid, integer) is
  'When a stream runs next. While at least half of the clock''s daily requests are left: an interval from now. Below, the interval grows with the square of what is gone from that half (a quarter left: 4 x, a tenth: 25 x; two hours at most), so that what is left shrinks ever more slowly and does not run out, however much a run costs.';

revoke execute on function private.next_run_at(uuid, integer), worker.reserve_requests(uuid, integer, boolean, boolean) from public;
grant execute on function worker.reserve_requests(uuid, integer, boolean, boolean) to service_role;
