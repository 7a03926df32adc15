import { createMemo, createSignal, For, Index, Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { formatInteger } from "~/lib/format";
import { type ChartBar, ChartBarColumn, type ChartSeries, sum } from "./chart-bar-column";
import { axisTicks, labelStep } from "./chart-scale";
import { ChartSwatch } from "./chart-swatch";
import { ChartTooltip } from "./chart-tooltip";
import "./chart-colors.css";

interface ChartBarsProps {
  label: string;
  series: ChartSeries[];
  bars: ChartBar[];
}

const mostSteps = 5;
const mostLabels = 10;

/** Stacked bars. One stop of the Tab key; the arrow keys go from bar to bar, and each says all its values. */
export function ChartBars(props: ChartBarsProps) {
  const [active, setActive] = createSignal<number>();
  const [current, setCurrent] = createSignal(0);
  const [isTouched, setIsTouched] = createSignal(false);
  const ticks = createMemo(() =>
    axisTicks(Math.max(0, ...props.bars.map((bar) => sum(bar.values ?? []))), mostSteps),
  );
  const top = () => ticks().at(-1) ?? 1;
  const step = () => labelStep(props.bars.length, mostLabels);
  const tabStop = () => Math.min(current(), props.bars.length - 1);
  const activeBar = createMemo(() => props.bars[active() ?? -1]);
  let list: HTMLUListElement | undefined;

  function onKeyDown(event: KeyboardEvent) {
    const last = props.bars.length - 1;
    const targets: Record<string, number> = {
      ArrowLeft: Math.max(0, tabStop() - 1),
      ArrowRight: Math.min(last, tabStop() + 1),
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    list?.querySelectorAll<HTMLElement>("[data-bar]")[target]?.focus();
  }

  function spoken(bar: ChartBar): string {
    if (!bar.values) return `${bar.title}: still to come`;
    const parts = props.series.map(
      ({ label }, index) => `${formatInteger(bar.values?.[index] ?? 0)} ${label.toLowerCase()}`,
    );
    return `${bar.title}: ${parts.join(", ")}`;
  }

  return (
    <div class="flex gap-2.5">
      <div class="relative h-56 w-7 shrink-0 text-right text-ink-faint text-xs sm:h-64" aria-hidden="true">
        <For each={ticks()}>
          {(tick) => (
            <span class="absolute right-0 translate-y-1/2" style={{ bottom: `${(tick / top()) * 100}%` }}>
              {formatInteger(tick)}
            </span>
          )}
        </For>
      </div>
      <div class="min-w-0 flex-1">
        <div class="relative h-56 sm:h-64">
          <For each={ticks()}>
            {(tick) => (
              <div
                class={classNames(
                  "absolute inset-x-0 border-t",
                  tick === 0 ? "border-line-strong" : "border-line",
                )}
                style={{ bottom: `${(tick / top()) * 100}%` }}
                aria-hidden="true"
              />
            )}
          </For>
          <ul
            ref={list}
            aria-label={props.label}
            class="relative grid h-full auto-cols-fr grid-flow-col"
            // A finger leaves as soon as it has tapped; what it tapped stays shown.
            onPointerLeave={(event) => event.pointerType !== "touch" && setActive(undefined)}
            onPointerDown={(event) => setIsTouched(event.pointerType === "touch")}
          >
            {/* By place, so that renewed values change a bar that has the focus instead of replacing it. */}
            <Index each={props.bars}>
              {(bar, index) => (
                <li class="min-w-0">
                  <ChartBarColumn
                    bar={bar()}
                    label={spoken(bar())}
                    tabIndex={index === tabStop() ? 0 : -1}
                    isActive={index === active()}
                    onKeyDown={onKeyDown}
                    onActive={(isActive) => {
                      setActive(isActive ? index : undefined);
                      if (isActive) setCurrent(index);
                    }}
                    series={props.series}
                    top={top()}
                  />
                </li>
              )}
            </Index>
          </ul>
          <Show when={activeBar()}>
            {(bar) => (
              <ChartTooltip
                title={bar().title}
                at={((active() ?? 0) + 0.5) / props.bars.length}
                placement={{ besideColumn: 1 / props.bars.length }}
              >
                <Show when={bar().values} fallback={<p class="text-ink-muted">Still to come</p>}>
                  {(values) => <Values values={values()} series={props.series} />}
                </Show>
                <Show when={isTouched() && bar().href}>
                  <p class="mt-1.5 text-ink-muted text-xs">Tap again for its calls</p>
                </Show>
              </ChartTooltip>
            )}
          </Show>
        </div>
        <div class="mt-2 grid h-4 auto-cols-fr grid-flow-col text-ink-faint text-xs" aria-hidden="true">
          <For each={props.bars}>
            {(bar, index) => (
              <span class="relative min-w-0">
                <Show when={index() % step() === 0}>
                  <span
                    class={classNames(
                      "absolute left-1/2 -translate-x-1/2 whitespace-nowrap",
                      (index() / step()) % 2 === 1 && "max-sm:hidden",
                    )}
                  >
                    {bar.label}
                  </span>
                </Show>
              </span>
            )}
          </For>
        </div>
      </div>
    </div>
  );
}

function Values(props: { values: number[]; series: ChartSeries[] }) {
  return (
    <dl class="mt-1.5 grid grid-cols-[auto_1fr_auto] items-center gap-x-2 gap-y-0.5">
      <For each={props.series}>
        {(series, index) => (
          <>
            <ChartSwatch color={series.color} />
            <dt class="pr-6 text-ink-muted">{series.label}</dt>
            <dd class="text-right font-medium">{formatInteger(props.values[index()] ?? 0)}</dd>
          </>
        )}
      </For>
    </dl>
  );
}
