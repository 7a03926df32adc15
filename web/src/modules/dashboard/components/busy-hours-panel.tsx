import { createMemo, For, Show } from "solid-js";
import { formatCount } from "~/lib/format";
import { hourName, hourOfWeekName, weekdayName } from "~/lib/hour-of-week";
import { useQuery } from "~/lib/use-query";
import { ChartHeatMap } from "~/ui/chart-heat-map";
import { ChartSwatch } from "~/ui/chart-swatch";
import { QueryView } from "~/ui/query-view";
import { Skeleton } from "~/ui/skeleton";
import { answerRate } from "../breakdown.models";
import type { BusyHoursView, DashboardFilters } from "../dashboard.models";
import { busyHoursOptions, type DashboardScope } from "../dashboard.queries";
import { hourHref } from "../drill-down.models";
import { formatFigure } from "../figure-format.models";
import {
  type BusyHour,
  busyHoursOf,
  fewestTellingCalls,
  isTelling,
  levelOf,
  offeredLevels,
  rateLevels,
} from "../heat-map.models";
import { Panel } from "./panel";
import { ViewSwitch } from "./view-switch";

interface BusyHoursPanelProps {
  scope: DashboardScope;
  filters: DashboardFilters;
  view: BusyHoursView;
  onView: (view: BusyHoursView) => void;
  class?: string;
}

const amountColors = [1, 2, 3, 4, 5].map((step) => `var(--chart-amount-${step})`);
const shareColors = [1, 2, 3, 4, 5].map((step) => `var(--chart-share-${step})`);

/** When calls come in, and when they go unanswered. */
export function BusyHoursPanel(props: BusyHoursPanelProps) {
  const query = useQuery(() => busyHoursOptions(props.scope, props.filters));
  return (
    <Panel
      title="Busy hours"
      definition="busyHours"
      isOutdated={query.isPlaceholderData}
      class={props.class ?? ""}
      aside={
        <ViewSwitch
          label="What the colours show"
          options={[
            { value: "offered", label: "Calls" },
            { value: "rate", label: "Answer rate" },
          ]}
          value={props.view}
          onChange={props.onView}
        />
      }
    >
      <div class="flex flex-1 flex-col px-4 pt-2 pb-5 sm:px-6">
        <QueryView query={query} loading={<Skeleton class="min-h-74 w-full flex-1 rounded-lg! opacity-60" />}>
          {(week) => <Week {...week()} view={props.view} />}
        </QueryView>
      </div>
    </Panel>
  );
}

function Week(props: { rows: BusyHour[]; filters: DashboardFilters; view: BusyHoursView }) {
  const busy = createMemo(() => busyHoursOf(props.rows));
  const levels = createMemo(() => (props.view === "rate" ? rateLevels : offeredLevels(busy().mostOffered)));
  const colorAt = (level: number) => {
    const colors = props.view === "rate" ? shareColors : amountColors;
    // Few levels use the whole scale, so that the most is always the darkest.
    const step =
      levels().length === 1 ? colors.length - 1 : (level * (colors.length - 1)) / (levels().length - 1);
    return colors[Math.round(step)] ?? "transparent";
  };
  const colorOf = (cell: BusyHour) => {
    if (cell.offered === 0) return null;
    if (props.view === "offered") return colorAt(levelOf(cell.offered, levels()));
    const color = colorAt(levelOf(answerRate(cell) ?? 0, levels()));
    return isTelling(cell) ? color : `color-mix(in oklab, ${color} 40%, var(--surface))`;
  };
  const textOf = (cell: BusyHour) =>
    cell.offered === 0
      ? "no calls"
      : `${formatCount(cell.offered, "call")} offered, ${formatFigure("rate", answerRate(cell))} answered`;
  return (
    <>
      <ChartHeatMap
        caption="Inbound calls by weekday and hour"
        rowsLabel="Weekday"
        columns={busy().hours.map(hourName)}
        rows={busy().days.map(({ weekday, cells }) => ({
          label: weekdayName(weekday, "short"),
          cells: cells.map((cell) => ({
            title: hourOfWeekName(cell),
            text: textOf(cell),
            color: colorOf(cell),
            href: hourHref(props.filters, cell),
          })),
        }))}
      />
      <ul class="mt-3 flex min-h-5 flex-wrap items-center gap-x-4 gap-y-1 pl-9 text-ink-muted text-xs">
        <li class="flex items-center gap-1.5">
          <ChartSwatch color="var(--hover)" class="size-3 shrink-0" />
          No calls
        </li>
        <For each={levels()}>
          {(level, index) => (
            <li class="flex items-center gap-1.5">
              <ChartSwatch color={colorAt(index())} class="size-3 shrink-0" />
              {level.label}
              <Show when={props.view === "offered" && index() === levels().length - 1}> calls</Show>
            </li>
          )}
        </For>
        <Show when={props.view === "rate"}>
          <li>Pale: fewer than {fewestTellingCalls} calls</li>
        </Show>
      </ul>
    </>
  );
}
