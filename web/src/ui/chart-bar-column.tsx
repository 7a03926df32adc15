import { For, Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { tapToShow } from "./tap-to-show";

export interface ChartSeries {
  label: string;
  /** A CSS colour. */
  color: string;
}

export interface ChartBar {
  /** Short, for the axis. */
  label: string;
  /** In full, for the tooltip. */
  title: string;
  /** One value for each series, in their order; null when there can't be one yet. */
  values: number[] | null;
  /** What the bar leads to, if anything. */
  href: string | undefined;
}

export function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

interface ChartBarColumnProps {
  bar: ChartBar;
  label: string;
  tabIndex: number;
  isActive: boolean;
  onActive: (isActive: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  series: ChartSeries[];
  /** The value at the top of the chart. */
  top: number;
}

/** The whole column reacts: thin bars are hard to hit. */
export function ChartBarColumn(props: ChartBarColumnProps) {
  const shared = {
    "data-bar": "",
    get "aria-label"() {
      return props.label;
    },
    get tabIndex() {
      return props.tabIndex;
    },
    get class() {
      return classNames("flex h-full w-full justify-center rounded-md", props.isActive && "bg-hover/70");
    },
    ...tapToShow({ isShown: () => props.isActive, show: () => props.onActive(true) }),
    onFocus: () => props.onActive(true),
    onBlur: () => props.onActive(false),
    onKeyDown: (event: KeyboardEvent) => props.onKeyDown(event),
  };
  return (
    <Show
      when={props.bar.href}
      fallback={
        <button type="button" {...shared}>
          <Stack values={props.bar.values ?? []} series={props.series} top={props.top} />
        </button>
      }
    >
      {(href) => (
        <a href={href()} {...shared} draggable={false}>
          <Stack values={props.bar.values ?? []} series={props.series} top={props.top} />
        </a>
      )}
    </Show>
  );
}

function Stack(props: { values: number[]; series: ChartSeries[]; top: number }) {
  return (
    <svg class="h-full w-[72%] max-w-10 overflow-visible" aria-hidden="true">
      <For each={props.series}>
        {(series, index) => {
          const share = () => ((props.values[index()] ?? 0) / props.top) * 100;
          const below = () => (sum(props.values.slice(0, index())) / props.top) * 100;
          return (
            <Show when={share() > 0}>
              <rect
                width="100%"
                y={`${100 - below() - share()}%`}
                height={`${share()}%`}
                rx="2.5"
                class="stroke-surface"
                stroke-width="1.5"
                style={{ fill: series.color }}
              />
            </Show>
          );
        }}
      </For>
    </svg>
  );
}
