import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useClock } from "~/lib/clock";
import { formatDateTime } from "~/lib/format";
import { useOrganization } from "~/modules/organizations/organization.context";
import { isOver, streamLabels } from "../sync.models";
import {
  describeRows,
  formatElapsed,
  jobDurationSeconds,
  type RequestedJob,
  requesterName,
} from "../sync-jobs.models";
import { JobStatusBadge } from "./job-status-badge";
import { RangeBar } from "./range-bar";
import { streamIcons } from "./stream-looks";

interface JobsTableProps {
  jobs: RequestedJob[];
  onOpen: (jobId: string) => void;
}

const headClass = "px-3 py-2.5 text-left font-medium first:pl-5 last:pr-5";
const cellClass = "px-3 py-3 align-top first:pl-5 last:pr-5 max-md:p-0!";

/** The history of syncs: a table, which stacks into cards where it would not fit. */
export function JobsTable(props: JobsTableProps) {
  const nowMs = useClock(1000);
  return (
    <table class="w-full table-fixed max-md:block">
      <caption class="sr-only">Syncs, newest first</caption>
      <thead class="border-line border-b text-ink-muted text-xs max-md:sr-only">
        <tr>
          <th scope="col" class={`${headClass} w-[24%]`}>
            Stream
          </th>
          <th scope="col" class={`${headClass} w-36`}>
            Result
          </th>
          <th scope="col" class={headClass}>
            What came of it
          </th>
          <th scope="col" class={`${headClass} w-24 text-right!`}>
            Duration
          </th>
          <th scope="col" class={`${headClass} w-40 text-right!`}>
            Asked for
          </th>
        </tr>
      </thead>
      <tbody class="divide-y divide-line max-md:block">
        <For each={props.jobs}>{(job) => <JobRow job={job} nowMs={nowMs()} onOpen={props.onOpen} />}</For>
      </tbody>
    </table>
  );
}

function JobRow(props: { job: RequestedJob; nowMs: number; onOpen: (jobId: string) => void }) {
  const { organization } = useOrganization();
  const time = () => formatDateTime(props.job.created_at, organization().time_zone, "short");
  const name = () => `${streamLabels[props.job.stream]}${props.job.trigger === "backfill" ? " history" : ""}`;
  return (
    <tr class="relative transition-colors hover:bg-sunken max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1.5 max-md:px-4 max-md:py-3.5">
      <td class={cellClass}>
        <div class="flex gap-3">
          <Dynamic
            component={streamIcons[props.job.stream]}
            class="mt-0.5 size-4.5 shrink-0 text-ink-faint"
            aria-hidden="true"
          />
          <span class="min-w-0">
            <button
              type="button"
              class="block font-medium after:absolute after:inset-0"
              aria-label={`${name()}, ${time()}: details`}
              onClick={() => props.onOpen(props.job.id)}
            >
              {name()}
            </button>
            <span class="block truncate text-ink-muted text-xs">{requesterName(props.job)}</span>
          </span>
        </div>
      </td>
      <td class={`${cellClass} max-md:text-right`}>
        <JobStatusBadge status={props.job.status} />
      </td>
      <td class={`${cellClass} max-md:order-3 max-md:col-span-2`}>
        <span class="block">{describeRows(props.job)}</span>
        <Show when={props.job.error_hint}>
          {(hint) => (
            <span class="mt-0.5 line-clamp-2 text-negative text-sm">
              {isOver(props.job.status) ? "" : "Tried in vain so far. "}
              {hint()}
            </span>
          )}
        </Show>
        <Show when={props.job.trigger === "backfill" && !isOver(props.job.status)}>
          <div class="mt-2">
            <RangeBar job={props.job} />
          </div>
        </Show>
      </td>
      <td class={`${cellClass} text-right text-ink-muted max-md:order-5`}>
        {formatElapsed(jobDurationSeconds(props.job, props.nowMs))}
      </td>
      <td class={`${cellClass} text-right text-ink-muted max-md:order-4 max-md:text-left`}>{time()}</td>
    </tr>
  );
}
