import { A, useMatch } from "@solidjs/router";
import { createMemo, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useClock } from "~/lib/clock";
import { formatDateTime, formatFrequency, formatInteger, formatRelativeTime } from "~/lib/format";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Badge } from "~/ui/badge";
import { Tooltip } from "~/ui/tooltip";
import { type SyncJob, type SyncStream, streamHealth, streamLabels } from "../sync.models";
import { RangeBar } from "./range-bar";
import { healthLooks, streamIcons } from "./stream-looks";
import { StreamSettings } from "./stream-settings";
import { SyncButton } from "./sync-button";

interface StreamRowProps {
  stream: SyncStream;
  liveJob: SyncJob | undefined;
}

/** One kind of data: how fresh it is, when it comes next, what is wrong, and what can be done about it. */
export function StreamRow(props: StreamRowProps) {
  const { can } = useOrganization();
  const nowMs = useClock(15_000);
  const look = createMemo(() => healthLooks[streamHealth(props.stream, nowMs())]);
  return (
    <li class="grid gap-x-5 gap-y-3 px-5 py-4 lg:grid-cols-[minmax(0,1fr)_auto]">
      <div class="flex min-w-0 gap-4">
        <span class="grid size-10 shrink-0 place-items-center rounded-lg bg-sunken text-ink-muted">
          <Dynamic component={streamIcons[props.stream.stream]} class="size-5" aria-hidden="true" />
        </span>
        <div class="min-w-0 flex-1">
          <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h3 class="text-base">{streamLabels[props.stream.stream]}</h3>
            <Badge tone={look().tone} icon={look().icon}>
              {look().label}
            </Badge>
          </div>
          <StreamTimes stream={props.stream} nowMs={nowMs()} isLive={props.liveJob !== undefined} />
          <Show when={props.liveJob}>{(job) => <LiveProgress job={job()} nowMs={nowMs()} />}</Show>
          <StreamTrouble stream={props.stream} />
        </div>
      </div>
      <div class="flex flex-wrap items-center gap-2 max-lg:pl-14 max-sm:pl-0">
        <Show
          when={can("admin")}
          fallback={
            <span class="text-ink-muted text-sm">Runs {formatFrequency(props.stream.interval_seconds)}</span>
          }
        >
          <StreamSettings stream={props.stream} />
        </Show>
        <SyncButton
          integrationId={props.stream.integration_id}
          stream={props.stream.stream}
          liveJob={props.liveJob}
        />
      </div>
    </li>
  );
}

function StreamTimes(props: { stream: SyncStream; nowMs: number; isLive: boolean }) {
  const { organization } = useOrganization();
  const exact = (instant: string) => formatDateTime(instant, organization().time_zone, "full");
  const isPaused = () => !props.stream.is_enabled || props.stream.paused_reason !== null;
  return (
    <p class="mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5 text-ink-muted text-sm">
      <Show when={props.stream.last_success_at} fallback={<span>No sync has succeeded yet</span>}>
        {(at) => (
          <Tooltip content={exact(at())}>
            Last success {formatRelativeTime(at(), Math.max(props.nowMs, Date.parse(at())))}
          </Tooltip>
        )}
      </Show>
      <Show when={!isPaused()} fallback={<span>No next run while paused</span>}>
        <Show when={!props.isLive}>
          <Tooltip content={exact(props.stream.next_run_at)}>
            {Date.parse(props.stream.next_run_at) > props.nowMs
              ? `Next run ${formatRelativeTime(props.stream.next_run_at, props.nowMs)}`
              : "Next run within a minute"}
          </Tooltip>
        </Show>
      </Show>
    </p>
  );
}

function LiveProgress(props: { job: SyncJob; nowMs: number }) {
  const { organization } = useOrganization();
  const text = () => {
    const rows = `${formatInteger(props.job.rows_fetched)} rows so far`;
    if (props.job.status === "running") return `Running: ${rows}`;
    const at = formatDateTime(props.job.run_after, organization().time_zone, "time");
    const isLater = Date.parse(props.job.run_after) > props.nowMs + 60_000;
    const start = isLater ? `goes on at ${at}` : "about to start";
    return props.job.rows_fetched > 0 ? `Waiting, ${start}: ${rows}` : `Waiting, ${start}`;
  };
  return (
    <div class="mt-2 max-w-md">
      <p class="text-accent-text text-sm" role="status">
        {text()}
      </p>
      <Show when={props.job.trigger === "backfill"}>
        <div class="mt-2">
          <RangeBar job={props.job} withLabels />
        </div>
      </Show>
    </div>
  );
}

function StreamTrouble(props: { stream: SyncStream }) {
  const { can } = useOrganization();
  const isAtConnection = useMatch(() => "/admin/mightycall");
  const needsPerson = () => props.stream.error_class === "config" || props.stream.paused_reason !== null;
  return (
    <Show when={props.stream.error_hint ?? props.stream.paused_reason}>
      {(hint) => (
        <div class="mt-2 max-w-2xl text-sm">
          <p class="text-negative">{hint()}</p>
          <Show when={needsPerson() && can("admin") && !isAtConnection()}>
            <A
              href="/admin/mightycall"
              class="font-medium text-accent-text underline-offset-4 hover:underline"
            >
              Check the connection
            </A>
          </Show>
        </div>
      )}
    </Show>
  );
}
