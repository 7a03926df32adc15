create function public.platform_overview(
  search text default null, only_attention boolean default false,
  after_name text default null, after_id uuid default null, most integer default 50
) returns table (
  id uuid, name text, slug text, created_at timestamptz, people bigint,
  integration_status public.integration_status, integration_hint text,
  worst_freshness text, failing_streams public.sync_stream[], last_success_at timestamptz, needs_attention boolean
)
language sql stable security invoker set search_path = ''
as $$
  with troubled as materialized (
    select i.org_id from public.integrations i where i.status = 'error'
    union
    select h.org_id from public.sync_stream_health h
    where h.consecutive_failures > 0 or h.paused_reason is not null
      or (h.freshness = 'stale' and h.integration_id in (select i.id from public.integrations i where i.status = 'connected'))
  ), page as materialized (
    select o.id, o.name, o.slug, o.created_at, o.id in (select t.org_id from troubled t) as needs_attention
    from public.organizations o
    where (select (public.my_access() ->> 'is_platform_admin')::boolean)
      and (search is null or strpos(lower(o.name), lower(search)) > 0 or strpos(o.slug, lower(search)) > 0)
      and (after_name is null or (o.name, o.id) > (after_name, after_id))
      and (not only_attention or o.id in (select t.org_id from troubled t))
    order by o.name, o.id
    limit least(greatest(most, 1), 200)
  )
  select p.id, p.name, p.slug, p.created_at, (select count(*) from public.memberships m where m.org_id = p.id),
    i.status, i.error_hint, s.worst_freshness, s.failing_streams, s.last_success_at, p.needs_attention
  from page p
  left join lateral (select * from public.integrations x where x.org_id = p.id and x.provider = 'mightycall') i on true
  cross join lateral (
    select
      (array_agg(h.freshness order by array_position(array['stale', 'late', 'never', 'paused', 'ok'], h.freshness)))[1] as worst_freshness,
      coalesce(array_agg(h.stream order by h.stream) filter (where h.consecutive_failures > 0 or h.paused_reason is not null), '{}') as failing_streams,
      max(h.last_success_at) as last_success_at
    from public.sync_stream_health h where h.integration_id = i.id
  ) s
  order by p.name, p.id;
$$;
comment on function public.platform_overview(text, boolean, text, uuid, integer) is
  'How every org is doing, for platform admins: people, connection, its worst stream, which streams fail. By name, paged by the last name and id. No rows for anyone else.';
revoke execute on function public.platform_overview(text, boolean, text, uuid, integer) from public;
grant execute on function public.platform_overview(text, boolean, text, uuid, integer) to authenticated;
