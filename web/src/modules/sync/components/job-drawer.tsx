import SearchX from "lucide-solid/icons/search-x";
import { type JSX, Show } from "solid-js";
import { useClock } from "~/lib/clock";
import { formatDateTime, formatDuration, formatInteger, unknown } from "~/lib/format";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Dialog } from "~/ui/dialog";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import { isOver, streamLabels } from "../sync.models";
import {
  formatElapsed,
  jobDurationSeconds,
  type RequestedJob,
  requesterName,
  triggerLabels,
} from "../sync-jobs.models";
import { syncJobOptions } from "../sync-jobs.queries";
import { JobActions } from "./job-actions";
import { JobStatusBadge } from "./job-status-badge";
import { RangeBar } from "./range-bar";

interface JobDrawerProps {
  jobId: string;
  onClose: () => void;
  onOpen: (jobId: string) => void;
}

/** One sync in full. */
export function JobDrawer(props: JobDrawerProps) {
  const { organization } = useOrganization();
  const query = useQuery(() => syncJobOptions(organization().id, props.jobId));
  const job = () => (query.isPending ? null : query.data?.job);
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={job() ? `Sync of ${streamLabels[job()?.stream ?? "calls"].toLowerCase()}` : "Sync"}
      shape="drawer"
    >
      <QueryView query={query} loading={<SkeletonRows count={5} label="Loading the sync" />}>
        {(found) => (
          <Show
            when={found().job}
            fallback={
              <EmptyState icon={SearchX} title="No such sync">
                It doesn't exist, or it is so old that it was cleared away.
              </EmptyState>
            }
          >
            {(shown) => <JobDetails job={shown()} onOpen={props.onOpen} />}
          </Show>
        )}
      </QueryView>
    </Dialog>
  );
}

function JobDetails(props: { job: RequestedJob; onOpen: (jobId: string) => void }) {
  const { organization } = useOrganization();
  const nowMs = useClock(1000);
  const exact = (instant: string | null) =>
    instant ? formatDateTime(instant, organization().time_zone, "full") : unknown;
  return (
    <div class="flex flex-col gap-6">
      <div class="flex flex-wrap items-center gap-3">
        <JobStatusBadge status={props.job.status} />
        <span class="text-ink-muted text-sm">
          {triggerLabels[props.job.trigger]}
          <Show when={props.job.trigger !== "schedule"}>, by {requesterName(props.job)}</Show>
        </span>
      </div>
      <Show when={props.job.error_hint}>
        {(hint) => (
          <Notice
            tone={isOver(props.job.status) ? "negative" : "caution"}
            title={isOver(props.job.status) ? "Why it ended" : "It is tried again by itself"}
          >
            {hint()}
          </Notice>
        )}
      </Show>
      <Show when={props.job.window_start}>
        <section>
          <h3 class="mb-2.5">Range of time</h3>
          <RangeBar job={props.job} withLabels />
          <p class="mt-2 text-ink-muted text-sm">
            Read newest first, so that what people look at comes first.
          </p>
        </section>
      </Show>
      <dl class="grid grid-cols-2 gap-3">
        <Count label="Received" value={props.job.rows_fetched} />
        <Count label="New" value={props.job.rows_inserted} />
        <Count label="Changed" value={props.job.rows_updated} />
        <Count label="Unchanged" value={props.job.rows_unchanged} />
        <Count label="Pages" value={props.job.pages} />
        <Count label="Requests" value={props.job.requests} />
      </dl>
      <dl class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2.5">
        <Fact label="Asked for">{exact(props.job.created_at)}</Fact>
        <Fact label="Started">{props.job.started_at ? exact(props.job.started_at) : "Not yet"}</Fact>
        <Fact label="Ended">{props.job.finished_at ? exact(props.job.finished_at) : "Not yet"}</Fact>
        <Fact label="Duration">
          {formatElapsed(jobDurationSeconds(props.job, nowMs()))}
          <Show when={props.job.waited_seconds > 0}>
            <span class="block text-ink-muted text-sm">
              of which {formatDuration(props.job.waited_seconds)} waiting
            </span>
          </Show>
        </Fact>
        <Show when={props.job.attempt > 0}>
          <Fact label="Tries in vain">{formatInteger(props.job.attempt)} in a row</Fact>
        </Show>
        <Show when={props.job.error_code}>
          <Fact label="Error code">
            <span class="font-mono text-sm">{props.job.error_code}</span>
          </Fact>
        </Show>
      </dl>
      <div class="flex flex-wrap gap-2 empty:hidden">
        <JobActions job={props.job} onStarted={props.onOpen} />
      </div>
    </div>
  );
}

function Count(props: { label: string; value: number }) {
  return (
    <div class="rounded-lg bg-sunken px-3.5 py-2.5">
      <dt class="text-ink-muted text-sm">{props.label}</dt>
      <dd class="font-semibold text-lg">{formatInteger(props.value)}</dd>
    </div>
  );
}

function Fact(props: { label: string; children: JSX.Element }) {
  return (
    <>
      <dt class="text-ink-muted">{props.label}</dt>
      <dd class="min-w-0 break-words">{props.children}</dd>
    </>
  );
}
