import { useSearchParams } from "@solidjs/router";
import ScrollText from "lucide-solid/icons/scroll-text";
import SearchX from "lucide-solid/icons/search-x";
import { createMemo, Show } from "solid-js";
import { downloadCsv, type ExportRun } from "~/lib/download-csv";
import { formatCount } from "~/lib/format";
import { useToday } from "~/lib/today";
import { useInfiniteQuery, useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { peopleOptions } from "~/modules/people/people.queries";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { ExportButton } from "~/ui/export-button";
import { LoadMore } from "~/ui/load-more";
import { NotForRole } from "~/ui/not-for-role";
import { Page } from "~/ui/page";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import { auditCsvColumns } from "../audit.csv";
import { type AuditFilters, auditParams, hasAuditFilters, parseAuditFilters } from "../audit.models";
import { auditEntriesToExport, auditOptions } from "../audit.queries";
import { AuditFiltersForm } from "../components/audit-filters";
import { AuditList } from "../components/audit-list";

export default function AuditPage() {
  const { organization, can } = useOrganization();
  return (
    <Show
      when={can("admin")}
      fallback={
        <Page title="Audit log">
          <NotForRole who="For administrators">
            Who did what in {organization().name} is shown to its owner and administrators.
          </NotForRole>
        </Page>
      }
    >
      <AuditLog />
    </Show>
  );
}

function AuditLog() {
  const { organization } = useOrganization();
  const [params, setParams] = useSearchParams();
  const filters = createMemo(() => parseAuditFilters(params));
  const today = useToday(() => organization().time_zone);
  const scope = () => ({ orgId: organization().id, timeZone: organization().time_zone, today: today() });
  const log = useInfiniteQuery(() => auditOptions(scope(), filters()));
  const people = useQuery(() => peopleOptions(organization().id));
  const knownPeople = () => (people.isPending ? [] : (people.data ?? []));
  const names = createMemo(() => new Map(knownPeople().map(({ userId, name }) => [userId, name])));

  const change = (changed: Partial<AuditFilters>) =>
    setParams({ ...auditParams({ ...filters(), ...changed }) }, { replace: true });
  const reset = () => change({ actions: [], person: "all" });
  const exportCsv = (run: ExportRun) =>
    downloadCsv({
      subject: "audit_log",
      fileName: `audit log ${today()}.csv`,
      columns: auditCsvColumns(organization().time_zone),
      scope: scope(),
      filters: filters(),
      notedFilters: { ...auditParams(filters()) },
      pageAfter: auditEntriesToExport,
      ...run,
    });

  return (
    <Page title="Audit log" description="Who did what, and when. Nobody can change or delete an entry.">
      <AuditFiltersForm filters={filters()} people={knownPeople()} onChange={change} />
      <Card class="overflow-hidden" aria-busy={log.isFetching}>
        <QueryView query={log} loading={<SkeletonRows count={10} label="Loading the audit log" />}>
          {(pages) => {
            const entries = createMemo(() => pages().pages.flatMap((page) => page.rows));
            return (
              <>
                <div class="flex h-12 items-center justify-between gap-3 border-line border-b pr-2 pl-4 sm:pl-5">
                  <p class="text-ink-muted text-sm" role="status">
                    {formatCount(entries().length, "entry", "entries")}
                    {log.hasNextPage ? " so far" : ""}
                  </p>
                  <div class="flex">
                    <Show when={hasAuditFilters(filters())}>
                      <Button variant="quiet" size="small" class="pointer-coarse:min-h-10!" onClick={reset}>
                        Clear filters
                      </Button>
                    </Show>
                    <ExportButton
                      what="entry"
                      whatPlural="entries"
                      onExport={exportCsv}
                      disabled={entries().length === 0}
                    />
                  </div>
                </div>
                <div classList={{ "opacity-60 transition-opacity": log.isPlaceholderData }}>
                  <Show
                    when={entries().length > 0}
                    fallback={<NoEntries isFiltered={hasAuditFilters(filters())} onReset={reset} />}
                  >
                    <AuditList
                      entries={entries()}
                      today={today()}
                      names={names()}
                      onPerson={(person) => change({ person })}
                    />
                    <LoadMore
                      hasMore={log.hasNextPage}
                      isLoading={log.isFetchingNextPage}
                      hasFailed={log.isFetchNextPageError}
                      onLoad={() => void log.fetchNextPage()}
                      label="Load older entries"
                    />
                  </Show>
                </div>
              </>
            );
          }}
        </QueryView>
      </Card>
    </Page>
  );
}

function NoEntries(props: { isFiltered: boolean; onReset: () => void }) {
  return (
    <Show
      when={props.isFiltered}
      fallback={
        <EmptyState icon={ScrollText} title="Nothing in this period">
          Nobody did anything that is noted here. Choose a longer period to look further back.
        </EmptyState>
      }
    >
      <EmptyState
        icon={SearchX}
        title="No entry matches"
        action={<Button onClick={() => props.onReset()}>Clear the filters</Button>}
      >
        Nothing in this period fits the person and actions above.
      </EmptyState>
    </Show>
  );
}
