import { createMemo, createSignal, For, Show } from "solid-js";
import { formatInteger } from "~/lib/format";
import { periodDays } from "~/lib/period";
import { useQuery } from "~/lib/use-query";
import { Button } from "~/ui/button";
import type { ChartBar } from "~/ui/chart-bar-column";
import { ChartBars } from "~/ui/chart-bars";
import { ChartSwatch } from "~/ui/chart-swatch";
import { QueryView } from "~/ui/query-view";
import { Skeleton } from "~/ui/skeleton";
import {
  type BucketUnit,
  bucketFilters,
  bucketLabel,
  bucketTitle,
  bucketUnit,
  type CallBucket,
} from "../buckets.models";
import type { DashboardFilters } from "../dashboard.models";
import { callsOverTimeOptions, type DashboardScope } from "../dashboard.queries";
import { callsHref, everyCall } from "../drill-down.models";
import { figures } from "../figures.models";
import { type CallSeries, callSeries } from "./call-series";
import { CallsOverTimeTable } from "./calls-over-time-table";
import { CountLink } from "./figure-link";
import { Panel } from "./panel";

interface CallsOverTimePanelProps {
  scope: DashboardScope;
  filters: DashboardFilters;
}

/** Calls by hour, day, week or month, drawn or, for whoever prefers it, as a table. */
export function CallsOverTimePanel(props: CallsOverTimePanelProps) {
  const days = () => periodDays(props.filters.period, props.scope.today);
  const unit = createMemo(() => bucketUnit(days()));
  return (
    <Show
      when={unit()}
      fallback={
        <Panel title="Calls over time" definition="callsOverTime" isOutdated={false}>
          <p class="px-4 pt-1 pb-6 text-ink-muted sm:px-6">
            This period is too long to draw. Choose at most three years.
          </p>
        </Panel>
      }
    >
      {(chosen) => <DrawnPanel {...props} unit={chosen()} days={days()} />}
    </Show>
  );
}

interface DrawnPanelProps extends CallsOverTimePanelProps {
  unit: BucketUnit;
  days: { from: string; to: string };
}

function DrawnPanel(props: DrawnPanelProps) {
  const [isTable, setIsTable] = createSignal(false);
  const query = useQuery(() => callsOverTimeOptions(props.scope, props.filters, props.unit));
  return (
    <Panel
      title={`Calls per ${props.unit}`}
      definition="callsOverTime"
      isOutdated={query.isPlaceholderData}
      aside={
        <Button
          variant="quiet"
          size="small"
          class="-mr-2"
          aria-pressed={isTable()}
          onClick={() => setIsTable(!isTable())}
        >
          {isTable() ? "Show as chart" : "Show as table"}
        </Button>
      }
    >
      <div class="px-4 pt-2 pb-5 sm:px-6">
        <QueryView query={query} loading={<ChartSkeleton />}>
          {(data) => (
            <DrawnBuckets
              buckets={data().buckets}
              unit={data().unit}
              days={data().days}
              filters={data().filters}
              timeZone={props.scope.timeZone}
              isTable={isTable()}
            />
          )}
        </QueryView>
      </div>
    </Panel>
  );
}

interface DrawnBucketsProps {
  buckets: CallBucket[];
  unit: BucketUnit;
  days: { from: string; to: string };
  filters: DashboardFilters;
  timeZone: string;
  isTable: boolean;
}

function DrawnBuckets(props: DrawnBucketsProps) {
  const totalOf = (key: keyof Omit<CallBucket, "bucket_start">) =>
    props.buckets.reduce((total, bucket) => total + bucket[key], 0);
  // Most companies have no other calls, and need no word about them.
  const series = createMemo(() => callSeries.filter(({ key }) => key !== "other" || totalOf(key) > 0));
  const bars = createMemo((): ChartBar[] =>
    props.buckets.map((bucket) => {
      const { bucket_start: start } = bucket;
      const isToCome = Date.parse(start) > Date.now();
      return {
        label: bucketLabel(start, props.unit, props.days, props.timeZone),
        title: bucketTitle(start, props.unit, props.days, props.timeZone),
        values: isToCome ? null : series().map(({ key }) => bucket[key]),
        href: callsHref(
          { ...props.filters, ...bucketFilters(start, props.unit, props.days, props.timeZone) },
          everyCall,
        ),
      };
    }),
  );
  return (
    <Show
      when={props.isTable}
      fallback={
        <>
          <ChartBars label={`Calls per ${props.unit}`} series={series()} bars={bars()} />
          <Legend
            series={series()}
            totals={series().map(({ key }) => totalOf(key))}
            filters={props.filters}
          />
        </>
      }
    >
      <CallsOverTimeTable series={series()} bars={bars()} unit={props.unit} />
    </Show>
  );
}

interface LegendProps {
  series: readonly CallSeries[];
  /** Undefined while they load. */
  totals?: number[];
  filters?: DashboardFilters;
}

/** The colours, each with its calls in the period. */
function Legend(props: LegendProps) {
  return (
    <ul class="mt-4 flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
      <For each={props.series}>
        {(entry, index) => (
          <li class="flex h-5 items-center gap-2">
            <ChartSwatch color={entry.color} />
            <span class="text-ink-muted">{entry.label}</span>
            <Show when={props.totals} fallback={<Skeleton class="h-3 w-6" />}>
              {(totals) => (
                <LegendTotal entry={entry} total={totals()[index()] ?? 0} filters={props.filters} />
              )}
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}

/** Other calls are too different for one list of them; the bars lead to them among all calls. */
function LegendTotal(props: { entry: CallSeries; total: number; filters: DashboardFilters | undefined }) {
  const href = () => {
    const { key } = props.entry;
    const selection = key === "other" ? null : figures[key].calls;
    return props.filters && selection ? callsHref(props.filters, selection) : undefined;
  };
  return (
    <span class="font-medium">
      <Show when={href()} fallback={formatInteger(props.total)}>
        {(address) => (
          <CountLink
            count={props.total}
            label={`${props.entry.label.toLowerCase()}: show the calls`}
            href={address()}
          />
        )}
      </Show>
    </span>
  );
}

/** As high as the chart with its axis and legend. */
function ChartSkeleton() {
  return (
    <div role="status" aria-label="Loading the chart">
      <Skeleton class="mb-10 h-56 w-full rounded-lg! opacity-60 sm:h-64" />
      <Legend series={callSeries.filter(({ key }) => key !== "other")} />
    </div>
  );
}
