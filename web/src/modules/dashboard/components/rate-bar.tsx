import { Show } from "solid-js";
import { unknown } from "~/lib/format";
import { formatFigure } from "../figure-format.models";

/** A share as a number, with a bar that lets the eye compare rows. */
export function RateBar(props: { rate: number | null }) {
  return (
    <Show when={props.rate !== null} fallback={<span class="text-ink-faint">{unknown}</span>}>
      <span class="inline-flex items-center gap-2.5">
        <svg class="h-1.5 w-14 max-sm:hidden" aria-hidden="true">
          <rect width="100%" height="100%" rx="3" class="fill-hover" />
          <rect width={`${(props.rate ?? 0) * 100}%`} height="100%" rx="3" class="fill-(--chart-answered)" />
        </svg>
        <span class="w-12 text-right">{formatFigure("rate", props.rate)}</span>
      </span>
    </Show>
  );
}
