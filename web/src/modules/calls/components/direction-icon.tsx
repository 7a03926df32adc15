import ArrowDownLeft from "lucide-solid/icons/arrow-down-left";
import ArrowLeftRight from "lucide-solid/icons/arrow-left-right";
import ArrowUpRight from "lucide-solid/icons/arrow-up-right";
import Phone from "lucide-solid/icons/phone";
import { Dynamic } from "solid-js/web";
import { classNames } from "~/lib/class-names";
import { directionLabels } from "../call-words.models";
import type { CallDirection } from "../calls.models";

const directionLooks: Record<CallDirection, { icon: typeof Phone; class: string }> = {
  inbound: { icon: ArrowDownLeft, class: "bg-accent-soft text-accent-text" },
  outbound: { icon: ArrowUpRight, class: "bg-hover text-ink-muted" },
  internal: { icon: ArrowLeftRight, class: "bg-hover text-ink-muted" },
  unknown: { icon: Phone, class: "bg-hover text-ink-faint" },
};

export function DirectionIcon(props: { direction: CallDirection }) {
  return (
    <span
      class={classNames(
        "inline-grid size-8 shrink-0 place-items-center rounded-full",
        directionLooks[props.direction].class,
      )}
      title={directionLabels[props.direction]}
    >
      <Dynamic
        component={directionLooks[props.direction].icon}
        class="size-4"
        strokeWidth={2.1}
        aria-hidden="true"
      />
      <span class="sr-only">{directionLabels[props.direction]}</span>
    </span>
  );
}
