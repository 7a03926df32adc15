import { useSearchParams } from "@solidjs/router";
import PhoneCall from "lucide-solid/icons/phone-call";
import Printer from "lucide-solid/icons/printer";
import { createMemo, Show } from "solid-js";
import { unwrap } from "solid-js/store";
import { downloadCsv, type ExportRun } from "~/lib/download-csv";
import { formatCount } from "~/lib/format";
import { useToday } from "~/lib/today";
import { useInfiniteQuery, useQuery } from "~/lib/use-query";
import { phoneNumbersOptions } from "~/modules/numbers/numbers.queries";
import { useOrganization } from "~/modules/organizations/organization.context";
import { useUser } from "~/modules/session/session.context";
import { NothingFound } from "~/modules/sync/components/nothing-found";
import { SyncControls } from "~/modules/sync/components/sync-controls";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { ExportButton } from "~/ui/export-button";
import { createIsPrinting } from "~/ui/is-printing";
import { LoadMore } from "~/ui/load-more";
import { Page } from "~/ui/page";
import { QueryView } from "~/ui/query-view";
import { Skeleton, SkeletonRows } from "~/ui/skeleton";
import { callCsvColumns } from "../calls.csv";
import { type CallFilters, callParams, countActiveFilters, parseCallFilters } from "../calls.models";
import { callCountOptions, callsOptions, callsToExport } from "../calls.queries";
import { createColumnChoice } from "../column-choice";
import { CallDrawer } from "../components/call-drawer";
import { CallFiltersForm } from "../components/call-filters";
import { CallsTable } from "../components/calls-table";
import { ColumnsButton } from "../components/columns-button";
import { ReportHeading } from "../components/report-heading";

export default function ReportsPage() {
  const { organization, can } = useOrganization();
  const user = useUser();
  const [params, setParams] = useSearchParams();
  const filters = createMemo(() => parseCallFilters(params));
  const today = useToday(() => organization().time_zone);
  const scope = () => ({ orgId: organization().id, timeZone: organization().time_zone, today: today() });

  const calls = useInfiniteQuery(() => callsOptions(scope(), filters()));
  const count = useQuery(() => callCountOptions(scope(), filters()));
  const totalCount = () => (count.isPending ? undefined : count.data);
  const numbers = useQuery(() => phoneNumbersOptions(organization().id));
  const knownNumbers = () => (numbers.isPending ? [] : (numbers.data ?? []));
  const numbersById = createMemo(() => new Map(knownNumbers().map((number) => [number.id, number])));
  // Read as plain objects: thousands of rows would each be watched otherwise, though they only change as a whole.
  const rows = createMemo(() =>
    calls.isPending || !calls.data ? [] : unwrap(calls.data).pages.flatMap((page) => page.rows),
  );
  const openCallId = () => (typeof params.call === "string" ? params.call : undefined);
  const { columns, choose } = createColumnChoice(user.id);
  const isPrinting = createIsPrinting();

  const change = (changed: Partial<CallFilters>) =>
    setParams({ ...callParams({ ...filters(), ...changed }) }, { replace: true });
  const reset = () =>
    change({ hour: null, directions: [], outcomes: [], phoneNumberId: "all", extension: "", search: "" });
  const exportCsv = (run: ExportRun) =>
    downloadCsv({
      subject: "calls",
      fileName: `calls ${today()}.csv`,
      columns: callCsvColumns({
        columns: columns(),
        numbersById: numbersById(),
        timeZone: organization().time_zone,
      }),
      scope: scope(),
      filters: filters(),
      notedFilters: { ...callParams(filters()) },
      pageAfter: callsToExport,
      ...run,
    });

  return (
    <Page
      title="Reports"
      description={
        can("manager") ? "Every call of your organization." : "The calls of the numbers assigned to you."
      }
      actions={<SyncControls stream="calls" />}
    >
      <Show when={isPrinting()}>
        <ReportHeading
          filters={filters()}
          today={today()}
          numbersById={numbersById()}
          printedCount={rows().length}
          totalCount={totalCount()}
        />
      </Show>
      <CallFiltersForm filters={filters()} numbers={knownNumbers()} onChange={change} />
      <Card
        class="overflow-hidden print:overflow-visible print:border-0 print:shadow-none"
        aria-busy={calls.isFetching}
      >
        <div class="flex h-12 items-center justify-between gap-3 border-line border-b pr-2 pl-4 sm:pl-5 print:hidden">
          <p class="text-ink-muted text-sm" role="status">
            <Show when={!count.isPending} fallback={<Skeleton class="h-3.5 w-20" />}>
              {count.data == null ? "The number of calls is unknown" : formatCount(count.data, "call")}
            </Show>
          </p>
          <div class="flex items-center gap-1">
            <Show when={countActiveFilters(filters()) > 0}>
              <Button variant="quiet" size="small" class="pointer-coarse:min-h-10!" onClick={reset}>
                Clear filters
              </Button>
            </Show>
            <ColumnsButton columns={columns()} onChoose={choose} />
            <Button
              variant="quiet"
              size="small"
              class="max-md:hidden"
              disabled={rows().length === 0}
              onClick={() => window.print()}
            >
              <Printer class="size-4" aria-hidden="true" />
              Print
            </Button>
            <Show when={can("manager")}>
              <ExportButton
                what="call"
                total={totalCount() ?? undefined}
                disabled={rows().length === 0 || numbers.isPending}
                onExport={exportCsv}
              />
            </Show>
          </div>
        </div>
        <QueryView query={calls} loading={<SkeletonRows count={10} label="Loading the calls" />}>
          {() => (
            // The table keeps its place by itself when rows come in above; the browser's own way would do it twice.
            <div
              class="[overflow-anchor:none]"
              classList={{ "opacity-60 transition-opacity": calls.isPlaceholderData }}
            >
              <Show
                when={rows().length > 0}
                fallback={
                  <NothingFound
                    stream="calls"
                    icon={PhoneCall}
                    what="calls"
                    one="call"
                    period={filters().period}
                    nothingIn={(period) => `There was no call in ${period}.`}
                    isFiltered={countActiveFilters(filters()) > 0}
                    isWithoutNumbers={numbers.isSuccess && knownNumbers().length === 0}
                    onPeriod={(period) => change({ period })}
                    onReset={reset}
                  />
                }
              >
                <CallsTable
                  calls={rows()}
                  today={today()}
                  columns={columns()}
                  hasMore={calls.hasNextPage}
                  numbersById={numbersById()}
                  onOpen={(call) => setParams({ call })}
                />
                <LoadMore
                  hasMore={calls.hasNextPage}
                  isLoading={calls.isFetchingNextPage || calls.isPlaceholderData}
                  hasFailed={calls.isFetchNextPageError}
                  onLoad={() => void calls.fetchNextPage()}
                  label="Load older calls"
                />
              </Show>
            </div>
          )}
        </QueryView>
      </Card>
      <Show when={openCallId()}>
        {(callId) => (
          <CallDrawer
            callId={callId()}
            numbersById={numbersById()}
            onClose={() => setParams({ call: undefined })}
          />
        )}
      </Show>
    </Page>
  );
}
