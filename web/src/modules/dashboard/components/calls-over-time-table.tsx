import { For, Show } from "solid-js";
import { formatInteger, unknown } from "~/lib/format";
import type { ChartBar } from "~/ui/chart-bar-column";
import type { CallSeries } from "./call-series";

interface CallsOverTimeTableProps {
  series: readonly CallSeries[];
  bars: ChartBar[];
  unit: string;
}

/** The chart's numbers, latest first. */
export function CallsOverTimeTable(props: CallsOverTimeTableProps) {
  const label = () => `Table of calls per ${props.unit}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer.
    <section class="max-h-96 overflow-auto" aria-label={label()} tabIndex={0}>
      <table class="w-full">
        <thead class="sticky top-0 bg-surface text-ink-muted text-xs">
          <tr>
            <th scope="col" class="py-2 pr-4 text-left font-medium capitalize">
              {props.unit}
            </th>
            <For each={props.series}>
              {(series) => (
                <th scope="col" class="px-3 py-2 text-right font-medium last:pr-0">
                  {series.label}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody class="divide-y divide-line">
          <For each={[...props.bars].reverse()}>
            {(bar) => (
              <tr>
                <th scope="row" class="whitespace-nowrap py-2 pr-4 text-left font-normal">
                  <Show when={bar.href} fallback={bar.title}>
                    {(href) => (
                      <a href={href()} class="rounded-sm underline-offset-4 hover:underline">
                        {bar.title}
                      </a>
                    )}
                  </Show>
                </th>
                <For each={props.series}>
                  {(_, index) => (
                    <td class="px-3 py-2 text-right last:pr-0">
                      {bar.values ? formatInteger(bar.values[index()] ?? 0) : unknown}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
