import type { Mutant } from "../mutant.ts";

const table = `
  create table public.scratch_notes (id uuid primary key, org_id uuid not null references public.organizations (id) on delete cascade);
  create index scratch_notes_org_id_idx on public.scratch_notes (org_id);
  comment on table public.scratch_notes is 'Notes.'`;
const closedTable = `${table}; alter table public.scratch_notes enable row level security`;

/** What a migration may add and forget to test, however well it is made: the suite has to ask for it. */
export function additionMutants(): Mutant[] {
  const additions: Readonly<Record<string, string>> = {
    "a table without row level security": table,
    "a table that is closed, but that no line of the matrix expects": closedTable,
    "a table that members may read, but that no line of the matrix expects": `${closedTable};
      grant select on public.scratch_notes to authenticated;
      create policy scratch_notes_select on public.scratch_notes for select to authenticated
        using (org_id = any (array(select private.visible_org_ids())));
      comment on policy scratch_notes_select on public.scratch_notes is 'Members read them.'`,
    "a view that no line of the matrix expects": `
      create view public.scratch_names with (security_invoker = true) as select o.name from public.organizations o;
      comment on view public.scratch_names is 'Names.'`,
    "a function that no line of the matrix expects": `
      create function public.scratch_count() returns bigint language sql stable set search_path = '' as
        $$ select count(*) from public.calls $$;
      revoke execute on function public.scratch_count() from public;
      comment on function public.scratch_count() is 'Counts.'`,
    "a policy that lets people write what no line of the matrix lets them": `
      create policy calls_insert on public.calls for insert to authenticated
        with check (org_id = any (array(select private.full_view_org_ids())));
      grant insert on public.calls to authenticated;
      comment on policy calls_insert on public.calls is 'Managers add calls.'`,
  };
  return Object.entries(additions).map(([name, sql]) => ({
    kind: `addition: ${name}`,
    name,
    sql,
    noticedBy: "catalog",
  }));
}
