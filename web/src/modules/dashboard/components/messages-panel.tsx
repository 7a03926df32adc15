import { A } from "@solidjs/router";
import { createMemo, Show } from "solid-js";
import { formatDateTime } from "~/lib/format";
import { periodRange } from "~/lib/period";
import { dayOf } from "~/lib/time-zone";
import { useOrganization } from "~/modules/organizations/organization.context";
import { useSyncStatus } from "~/modules/sync/sync-status";
import { buttonClass } from "~/ui/button";
import { comparisonObstacle, isBehind, isUnreadBefore } from "../dashboard.models";
import { messagesBehindHref } from "../drill-down.models";
import { Figure, type FigureSource } from "./figure";
import { Panel } from "./panel";

interface MessagesPanelProps {
  source: FigureSource;
  isOutdated: boolean;
}

/** Messages are read by a sync of their own, which may have come less far than that of the calls. */
export function MessagesPanel(props: MessagesPanelProps) {
  const { organization } = useOrganization();
  const timeZone = () => organization().time_zone;
  const { streams, stream } = useSyncStatus(() => "sms_messages");
  const isUnread = () => streams.isSuccess && !stream()?.last_success_at;
  const isComparable = createMemo(() => {
    const row = stream();
    return row
      ? comparisonObstacle(props.source.filters.period, timeZone(), row, new Date()) === null
      : false;
  });
  const source: FigureSource = {
    get filters() {
      return props.source.filters;
    },
    get kpis() {
      return props.source.kpis;
    },
    get previous() {
      return isComparable() ? props.source.previous : null;
    },
  };
  const gap = createMemo(() => {
    const row = stream();
    if (!row?.earliest || !row.watermark) return null;
    const { period } = props.source.filters;
    const now = new Date();
    if (isBehind(period, timeZone(), row, now))
      return `until ${formatDateTime(row.watermark, timeZone(), "short")}`;
    const { start } = periodRange(period, timeZone(), dayOf(now, timeZone()));
    return isUnreadBefore(start, row) ? `from ${formatDateTime(row.earliest, timeZone(), "short")}` : null;
  });

  return (
    <Panel
      title="Messages"
      isOutdated={props.isOutdated}
      aside={
        <A
          href={messagesBehindHref(props.source.filters, "all")}
          aria-label="Open the messages"
          class={`${buttonClass("quiet", "small")} -mr-2`}
        >
          Open
        </A>
      }
    >
      <Show
        when={!isUnread()}
        fallback={
          <p class="text-pretty px-4 pt-1 pb-5 text-ink-muted sm:px-6">
            Messages haven't been synced yet, so there is nothing to count.
          </p>
        }
      >
        <div class="grid grid-cols-2 gap-4 px-4 pt-1 pb-5 sm:px-6 xl:grid-cols-1">
          <Figure id="messagesInbound" size="medium" source={source} />
          <Figure id="messagesOutbound" size="medium" source={source} />
        </div>
        <Show when={gap()}>
          {(reach) => (
            <p class="border-line border-t px-4 py-2.5 text-ink-muted text-sm sm:px-6">
              Synced {reach()} only.
            </p>
          )}
        </Show>
        <Show when={streams.isError && !stream()}>
          <p class="border-line border-t px-4 py-2.5 text-ink-muted text-sm sm:px-6">
            How far messages are synced couldn't be loaded.
          </p>
        </Show>
      </Show>
    </Panel>
  );
}
