import type { JSX } from "solid-js";

interface ChartTooltipProps {
  /** Where it points, as a share of the chart's width from 0 to 1. */
  at: number;
  /** Above what it points at, or beside a column of this share of the chart's width. */
  placement: "above" | { besideColumn: number };
  title: JSX.Element;
  children: JSX.Element;
}

/** Wide enough for what is said, and known, so that it can be kept within the chart. */
const besideWidth = "11rem";

function positionOf(at: number, placement: ChartTooltipProps["placement"]): JSX.CSSProperties {
  // Moved back by the same share of its own width, it never leaves the chart.
  if (placement === "above") return { left: `${at * 100}%`, transform: `translateX(${-at * 100}%)` };
  const isOnTheRight = at < 0.5;
  const gone = (isOnTheRight ? at : 1 - at) + placement.besideColumn / 2;
  const distance = `min(calc(${gone * 100}% + 0.5rem), calc(100% - ${besideWidth}))`;
  return { top: "0", width: besideWidth, [isOnTheRight ? "left" : "right"]: distance };
}

/** What the pointer or the focus is on. It repeats what is already said to screen readers. */
export function ChartTooltip(props: ChartTooltipProps) {
  return (
    <div
      aria-hidden="true"
      class="pointer-events-none absolute z-10 w-max max-w-64 animate-appear rounded-lg border border-line bg-raised px-3 py-2.5 text-sm shadow-floating"
      classList={{ "bottom-full mb-2": props.placement === "above" }}
      style={positionOf(props.at, props.placement)}
    >
      <p class="font-semibold">{props.title}</p>
      {props.children}
    </div>
  );
}
