import { createMemo, For, Show } from "solid-js";
import { formatDateTime } from "~/lib/format";
import { dayOf } from "~/lib/time-zone";
import { useOrganization } from "~/modules/organizations/organization.context";
import { type RangeState, rangeParts, shareDone } from "../job-range.models";
import type { SyncJob } from "../sync.models";

const stateClasses: Record<RangeState, string> = {
  done: "bg-accent-text",
  reading: "bg-accent-text/40 motion-safe:animate-shimmer",
  left: "bg-transparent",
};

/** The range of time that a job reads, oldest to newest, and which part of it is done. */
export function RangeBar(props: { job: SyncJob; withLabels?: boolean }) {
  const { organization } = useOrganization();
  const parts = createMemo(() => rangeParts(props.job));
  const percent = () => Math.floor((shareDone(props.job) ?? 0) * 100);
  const day = (instantMs: number) => {
    const date = new Date(instantMs);
    const year = dayOf(date, organization().time_zone).slice(0, 4);
    return `${formatDateTime(date, organization().time_zone, "date")}, ${year}`;
  };
  const firstDay = () => day(Date.parse(props.job.window_start ?? ""));
  // The end is the first moment that is no longer read.
  const lastDay = () => day(Date.parse(props.job.window_end ?? "") - 1);
  return (
    <Show when={parts()}>
      {(shown) => (
        <div>
          <div
            role="img"
            aria-label={`${percent()}% of the time from ${firstDay()} to ${lastDay()} is read, newest first`}
            class="relative h-2 overflow-hidden rounded-full bg-line"
          >
            <For each={shown()}>
              {(part) => (
                <span
                  class={`absolute inset-y-0 ${stateClasses[part.state]}`}
                  style={{ left: `${part.from * 100}%`, width: `${(part.to - part.from) * 100}%` }}
                />
              )}
            </For>
          </div>
          <Show when={props.withLabels}>
            <div class="mt-1.5 flex justify-between gap-3 text-ink-muted text-xs" aria-hidden="true">
              <span>{firstDay()}</span>
              <span class="font-medium text-ink">{percent()}% of this time read</span>
              <span>{lastDay()}</span>
            </div>
          </Show>
        </div>
      )}
    </Show>
  );
}
