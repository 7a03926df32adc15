create or replace function private.roll_up_quarters(organization uuid, quarters timestamptz[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from public.organizations o where o.id = organization) then
    return;
  end if;
  -- First the locks, in order; then the count, in a snapshot taken after them: of two workers in the same quarter the
  -- second counts what the first has committed. Making and locking are one step: a quarter that is there and then goes
  -- with its last call would otherwise be neither made nor locked, and the call that comes in meanwhile not counted.
  insert into public.call_rollups (org_id, quarter_start)
  select organization, q from unnest(quarters) q order by q
  -- Locks the rows that are there and changes none.
  on conflict (org_id, quarter_start) do update set org_id = excluded.org_id where false;

  update public.call_rollups r set
    inbound_answered = n.inbound_answered, inbound_missed = n.inbound_missed, inbound_abandoned = n.inbound_abandoned,
    inbound_voicemail = n.inbound_voicemail, inbound_unknown = n.inbound_unknown, outbound = n.outbound,
    outbound_answered = n.outbound_answered, internal = n.internal, other = n.other, talk_durations = n.talk_durations
  from private.count_quarters(organization, quarters) n
  where r.org_id = organization and r.quarter_start = n.quarter_start;

  delete from public.call_rollups r
  where r.org_id = organization and r.quarter_start = any (quarters) and not exists (
    select from public.calls c where c.org_id = organization
      and c.started_at >= r.quarter_start and c.started_at < r.quarter_start + interval '15 minutes'
  );
end;
$$;

-- What may have been missed until now.
select private.roll_up_quarters(d.org_id, array_agg(d.quarter_start)) from private.rollup_differences() d group by d.org_id;
