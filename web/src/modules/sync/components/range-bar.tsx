import { createMemo, For, Show } from "solid-js";
import { formatDateTime } from "~/lib/format";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { type RangePart, type ReadRange, rangeParts, shareRead } from "../job-range.models";
import type { SyncJob } from "../sync.models";
import { jobProgressOptions } from "../sync-jobs.queries";

interface RangeBarProps {
  job: SyncJob;
  withLabels?: boolean;
}

/** The range of time that a job reads, oldest to newest, and which part of it is done. */
export function RangeBar(props: RangeBarProps) {
  const { organization } = useOrganization();
  const query = useQuery(() => jobProgressOptions(organization().id, props.job.id));
  const ranges = () => (query.isPending ? undefined : query.data);
  return (
    <Show
      when={ranges()}
      fallback={
        <Show when={query.isError} fallback={<div class="h-2 animate-shimmer rounded-full bg-line" />}>
          <p class="text-ink-muted text-sm">How much of it was read is not known right now.</p>
        </Show>
      }
    >
      {(shown) => <Bar ranges={shown()} withLabels={props.withLabels ?? false} />}
    </Show>
  );
}

function Bar(props: { ranges: ReadRange[]; withLabels: boolean }) {
  const { organization } = useOrganization();
  const parts = createMemo(() => rangeParts(props.ranges));
  const percent = () => Math.floor(shareRead(props.ranges) * 100);
  const day = (instantMs: number) => formatDateTime(new Date(instantMs), organization().time_zone, "date");
  const firstDay = () => day(Date.parse(props.ranges[0]?.range_start ?? ""));
  // The end is the first moment that is no longer read.
  const lastDay = () => day(Date.parse(props.ranges.at(-1)?.range_end ?? "") - 1);
  return (
    <Show when={parts().length > 0}>
      <div
        role="img"
        aria-label={`${percent()}% of the time from ${firstDay()} to ${lastDay()} is read, newest first`}
        class="relative h-2 overflow-hidden rounded-full bg-line"
      >
        <For each={parts()}>{(part) => <Part part={part} />}</For>
      </div>
      <Show when={props.withLabels}>
        <div class="mt-1.5 flex justify-between gap-3 text-ink-muted text-xs" aria-hidden="true">
          <span>{firstDay()}</span>
          <span class="font-medium text-ink">{percent()}% of this time read</span>
          <span class="text-right">{lastDay()}</span>
        </div>
      </Show>
    </Show>
  );
}

/** What was read of a part, from its newer end; the rest of one that is begun is tinted. */
function Part(props: { part: RangePart }) {
  const width = () => props.part.to - props.part.from;
  const isBegun = () => props.part.share > 0 && props.part.share < 1;
  return (
    <>
      <Show when={isBegun()}>
        <span
          class="absolute inset-y-0 bg-accent-text/30"
          style={{ left: `${props.part.from * 100}%`, width: `${width() * 100}%` }}
        />
      </Show>
      <span
        class="absolute inset-y-0 bg-accent-text"
        style={{
          left: `${(props.part.to - width() * props.part.share) * 100}%`,
          width: `${width() * props.part.share * 100}%`,
        }}
      />
    </>
  );
}
