import { useSearchParams } from "@solidjs/router";
import History from "lucide-solid/icons/rotate-ccw-clock";
import SearchX from "lucide-solid/icons/search-x";
import { createMemo, Show } from "solid-js";
import { useInfiniteQuery, useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { LoadMore } from "~/ui/load-more";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import { liveSyncJobsOptions } from "../sync.queries";
import { hasJobFilters, type JobFilters, mergeLiveJobs, parseJobFilters } from "../sync-jobs.models";
import { syncJobsOptions } from "../sync-jobs.queries";
import { JobFiltersForm } from "./job-filters";
import { JobsTable } from "./jobs-table";

/** Every sync that was asked for, by whom, and what came of it. */
export function JobHistory(props: { onOpen: (jobId: string) => void }) {
  const { organization } = useOrganization();
  const [params, setParams] = useSearchParams();
  const filters = createMemo(() => parseJobFilters(params));
  const history = useInfiniteQuery(() => syncJobsOptions(organization().id, filters()));
  const live = useQuery(() => liveSyncJobsOptions(organization().id));
  const liveJobs = () => (live.isPending ? [] : (live.data ?? []));

  const change = (changed: Partial<JobFilters>) => {
    const entries = Object.entries({ ...filters(), ...changed });
    setParams(Object.fromEntries(entries.map(([key, value]) => [key, value === "all" ? undefined : value])), {
      replace: true,
    });
  };
  const reset = () => change({ stream: "all", status: "all", trigger: "all" });

  return (
    <Card aria-labelledby="history" class="overflow-hidden" aria-busy={history.isFetching}>
      <header class="flex flex-wrap items-center justify-between gap-x-5 gap-y-3 border-line border-b px-5 py-4">
        <h2 id="history" class="text-lg">
          History
        </h2>
        <JobFiltersForm filters={filters()} onChange={change} />
      </header>
      <QueryView query={history} loading={<SkeletonRows count={8} label="Loading the history" />}>
        {(pages) => {
          const jobs = createMemo(() =>
            mergeLiveJobs(
              pages().pages.flatMap((page) => page.rows),
              liveJobs(),
              filters(),
            ),
          );
          return (
            <Show
              when={jobs().length > 0}
              fallback={<NoJobs isFiltered={hasJobFilters(filters())} onReset={reset} />}
            >
              <div classList={{ "opacity-60 transition-opacity": history.isPlaceholderData }}>
                <JobsTable jobs={jobs()} onOpen={props.onOpen} />
              </div>
              <LoadMore
                hasMore={history.hasNextPage}
                isLoading={history.isFetchingNextPage}
                hasFailed={history.isFetchNextPageError}
                onLoad={() => void history.fetchNextPage()}
                label="Load older syncs"
              />
            </Show>
          );
        }}
      </QueryView>
    </Card>
  );
}

function NoJobs(props: { isFiltered: boolean; onReset: () => void }) {
  return (
    <Show
      when={props.isFiltered}
      fallback={
        <EmptyState icon={History} title="Nothing was synced yet">
          Syncs appear here as soon as the first one is asked for.
        </EmptyState>
      }
    >
      <EmptyState
        icon={SearchX}
        title="No sync matches"
        action={<Button onClick={() => props.onReset()}>Show all syncs</Button>}
      >
        None of the syncs that are still on record fits the choices above.
      </EmptyState>
    </Show>
  );
}
