import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { useClock } from "~/lib/clock";
import { formatDateTime } from "~/lib/format";
import { periodRange } from "~/lib/period";
import { dayOf } from "~/lib/time-zone";
import { useOrganization } from "~/modules/organizations/organization.context";
import { type SyncStream, streamHealth } from "~/modules/sync/sync.models";
import { Notice } from "~/ui/notice";
import { type DashboardFilters, isBehind, isUnreadBefore } from "../dashboard.models";

interface DataNoticesProps {
  stream: SyncStream;
  filters: DashboardFilters;
}

/** What the figures can't know: calls since the sync stopped, and calls before it began. */
export function DataNotices(props: DataNoticesProps) {
  const { organization, can } = useOrganization();
  const timeZone = () => organization().time_zone;
  const nowMs = useClock(30_000);
  const health = () => streamHealth(props.stream, nowMs());
  const now = () => new Date(nowMs());
  const isIncomplete = () => isBehind(props.filters.period, timeZone(), props.stream, now());
  const isBegun = () => {
    const { start } = periodRange(props.filters.period, timeZone(), dayOf(now(), timeZone()));
    return !isUnreadBefore(start, props.stream);
  };
  const reason = () => {
    if (health() === "paused") return props.stream.paused_reason ?? "The sync is switched off.";
    if (health() === "failing") return props.stream.error_hint ?? "The sync is failing and is tried again.";
    return "The sync hasn't caught up yet.";
  };
  return (
    <>
      <Show when={isIncomplete() && props.stream.watermark}>
        {(readUntil) => (
          <Notice
            tone="caution"
            title={`These figures end ${formatDateTime(readUntil(), timeZone(), "short")}.`}
          >
            {reason()} Later calls aren't counted yet.{" "}
            <Show when={can("admin")}>
              <A href="/admin/mightycall" class="font-medium underline underline-offset-2">
                Look at the connection
              </A>
            </Show>
          </Notice>
        )}
      </Show>
      <Show when={!isBegun() && props.stream.earliest}>
        {(earliest) => (
          <Notice
            tone="accent"
            title={`These figures begin ${formatDateTime(earliest(), timeZone(), "short")}.`}
          >
            Earlier calls of this period haven't been synced.
          </Notice>
        )}
      </Show>
    </>
  );
}
