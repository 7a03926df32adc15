import { useSearchParams } from "@solidjs/router";
import { createMemo, Show } from "solid-js";
import { formatCount } from "~/lib/format";
import { useInfiniteQuery, useQuery } from "~/lib/use-query";
import { phoneNumbersOptions } from "~/modules/numbers/numbers.queries";
import { useOrganization } from "~/modules/organizations/organization.context";
import { SyncControls } from "~/modules/sync/components/sync-controls";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { LoadMore } from "~/ui/load-more";
import { Page } from "~/ui/page";
import { QueryView } from "~/ui/query-view";
import { Skeleton, SkeletonRows } from "~/ui/skeleton";
import { type CallFilters, callParams, countActiveFilters, parseCallFilters } from "../calls.models";
import { callCountOptions, callsOptions } from "../calls.queries";
import { CallDrawer } from "../components/call-drawer";
import { CallFiltersForm } from "../components/call-filters";
import { CallsTable } from "../components/calls-table";
import { NoCalls } from "../components/no-calls";

export default function ReportsPage() {
  const { organization, can } = useOrganization();
  const [params, setParams] = useSearchParams();
  const filters = createMemo(() => parseCallFilters(params));
  const scope = () => ({ orgId: organization().id, timeZone: organization().time_zone });

  const calls = useInfiniteQuery(() => callsOptions(scope(), filters()));
  const count = useQuery(() => callCountOptions(scope(), filters()));
  const numbers = useQuery(() => phoneNumbersOptions(organization().id));
  const knownNumbers = () => (numbers.isPending ? [] : (numbers.data ?? []));
  const numbersById = createMemo(() => new Map(knownNumbers().map((number) => [number.id, number])));
  const openCallId = () => (typeof params.call === "string" ? params.call : undefined);

  const change = (changed: Partial<CallFilters>) =>
    setParams({ ...callParams({ ...filters(), ...changed }) }, { replace: true });
  const reset = () =>
    change({ hour: null, directions: [], outcomes: [], phoneNumberId: "all", extension: "", search: "" });

  return (
    <Page
      title="Reports"
      description={
        can("manager") ? "Every call of your organization." : "The calls of the numbers assigned to you."
      }
      actions={<SyncControls stream="calls" />}
    >
      <CallFiltersForm filters={filters()} numbers={knownNumbers()} onChange={change} />
      <Card class="overflow-hidden" aria-busy={calls.isFetching}>
        <div class="flex h-12 items-center justify-between gap-3 border-line border-b pr-2 pl-4 sm:pl-5">
          <p class="text-ink-muted text-sm" role="status">
            <Show when={!count.isPending} fallback={<Skeleton class="h-3.5 w-20" />}>
              {count.data == null ? "The number of calls is unknown" : formatCount(count.data, "call")}
            </Show>
          </p>
          <Show when={countActiveFilters(filters()) > 0}>
            <Button variant="quiet" size="small" class="pointer-coarse:min-h-10!" onClick={reset}>
              Clear filters
            </Button>
          </Show>
        </div>
        <QueryView query={calls} loading={<SkeletonRows count={10} label="Loading the calls" />}>
          {(pages) => {
            const rows = createMemo(() => pages().pages.flatMap((page) => page.calls));
            return (
              <div classList={{ "opacity-60 transition-opacity": calls.isPlaceholderData }}>
                <Show
                  when={rows().length > 0}
                  fallback={
                    <NoCalls
                      filters={filters()}
                      hasNumbers={knownNumbers().length > 0}
                      onReset={reset}
                      onChange={change}
                    />
                  }
                >
                  <CallsTable
                    calls={rows()}
                    numbersById={numbersById()}
                    onOpen={(call) => setParams({ call })}
                  />
                  <LoadMore
                    hasMore={calls.hasNextPage}
                    isLoading={calls.isFetchingNextPage}
                    hasFailed={calls.isFetchNextPageError}
                    onLoad={() => void calls.fetchNextPage()}
                    label="Load older calls"
                  />
                </Show>
              </div>
            );
          }}
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
