import { createMemo, Show } from "solid-js";
import { formatDateTime } from "~/lib/format";
import { useQuery } from "~/lib/use-query";
import type { SyncStream } from "~/modules/sync/sync.models";
import { ErrorState } from "~/ui/error-state";
import { InTurn } from "~/ui/in-turn";
import { OutdatedNotice } from "~/ui/outdated-notice";
import { formatDays } from "../buckets.models";
import { comparedPeriod, comparisonObstacle, type DashboardFilters } from "../dashboard.models";
import { type DashboardScope, kpisOptions, previousKpisOptions } from "../dashboard.queries";
import type { CallKpis } from "../figures.models";
import { ActivityPanels } from "./activity-panels";
import type { FigureSource } from "./figure";
import { InboundPanel } from "./inbound-panel";

interface FiguresPanelsProps {
  scope: DashboardScope;
  filters: DashboardFilters;
  /** How far calls were read; undefined while that loads, null when it couldn't be loaded. */
  stream: SyncStream | undefined | null;
}

/** The figures of the period, beside those of the one before. */
export function FiguresPanels(props: FiguresPanelsProps) {
  const kpis = useQuery(() => kpisOptions(props.scope, props.filters));
  const before = useQuery(() => previousKpisOptions(props.scope, props.filters));
  const isOutdated = () => kpis.isPlaceholderData || before.isPlaceholderData;

  const obstacle = createMemo(() => {
    const { stream } = props;
    if (stream === undefined) return undefined;
    if (stream === null) return "unknown";
    return comparisonObstacle(props.filters.period, props.scope.timeZone, stream, new Date());
  });
  const previous = (): CallKpis | undefined | null => {
    if (obstacle() || before.isError) return null;
    return obstacle() === undefined || before.isPending ? undefined : before.data;
  };
  const comparison = () => {
    const { timeZone, today } = props.scope;
    if (obstacle() === "history") return "No comparison: the period before hasn't been synced.";
    if (obstacle() === "behind") return "No comparison: the sync is behind.";
    if (obstacle() === "unknown") return "No comparison: how far calls are synced couldn't be loaded.";
    if (before.isError) return "The period before couldn't be loaded.";
    const askedAt = before.dataUpdatedAt ? new Date(before.dataUpdatedAt) : new Date();
    const { days, previous: range, isCut } = comparedPeriod(props.filters.period, timeZone, askedAt);
    const until = isCut ? `, until ${formatDateTime(range.end, timeZone, "time")}` : "";
    return `Compared with ${formatDays(days, today)}${until}`;
  };
  const source: FigureSource = {
    get filters() {
      return props.filters;
    },
    get kpis() {
      return kpis.isPending ? undefined : kpis.data;
    },
    get previous() {
      return previous();
    },
  };
  return (
    // The panels are the same before and after the first figures, so that whoever has the focus in them keeps it.
    <Show
      when={kpis.isPending || source.kpis}
      fallback={
        <ErrorState error={kpis.error} isRetrying={kpis.isFetching} onRetry={() => void kpis.refetch()} />
      }
    >
      <Show when={kpis.isError}>
        <OutdatedNotice query={kpis} />
      </Show>
      <InboundPanel source={source} isOutdated={isOutdated()} comparison={comparison()} />
      <InTurn>
        <ActivityPanels source={source} isOutdated={isOutdated()} />
      </InTurn>
    </Show>
  );
}
