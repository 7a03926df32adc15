import type { JSX } from "solid-js";

interface ChartTooltipProps {
  /** Where it points, as a share of the chart's width from 0 to 1. */
  at: number;
  /** Whether it hangs above its chart, or over its upper part. */
  placement?: "above" | "over";
  title: JSX.Element;
  children: JSX.Element;
}

/** What the pointer or the focus is on. It repeats what is already said to screen readers. */
export function ChartTooltip(props: ChartTooltipProps) {
  return (
    <div
      aria-hidden="true"
      class="pointer-events-none absolute z-10 w-max max-w-64 animate-appear rounded-lg border border-line bg-raised px-3 py-2.5 text-sm shadow-floating"
      classList={{ "bottom-full mb-2": props.placement === "above", "top-1": props.placement !== "above" }}
      // Moved back by the same share of its own width, it never leaves the chart.
      style={{ left: `${props.at * 100}%`, transform: `translateX(${-props.at * 100}%)` }}
    >
      <p class="font-semibold">{props.title}</p>
      {props.children}
    </div>
  );
}
