import ArrowDownLeft from "lucide-solid/icons/arrow-down-left";
import ArrowLeftRight from "lucide-solid/icons/arrow-left-right";
import ArrowUpRight from "lucide-solid/icons/arrow-up-right";
import Phone from "lucide-solid/icons/phone";
import { Dynamic } from "solid-js/web";
import { classNames } from "~/lib/class-names";
import type { CallDirection } from "../calls.models";

export const directionLooks: Record<CallDirection, { label: string; icon: typeof Phone; class: string }> = {
  inbound: { label: "Inbound", icon: ArrowDownLeft, class: "bg-accent-soft text-accent-text" },
  outbound: { label: "Outbound", icon: ArrowUpRight, class: "bg-hover text-ink-muted" },
  internal: { label: "Internal", icon: ArrowLeftRight, class: "bg-hover text-ink-muted" },
  unknown: { label: "Direction unknown", icon: Phone, class: "bg-hover text-ink-faint" },
};

export function DirectionIcon(props: { direction: CallDirection }) {
  return (
    <span
      class={classNames(
        "inline-grid size-8 shrink-0 place-items-center rounded-full",
        directionLooks[props.direction].class,
      )}
      title={directionLooks[props.direction].label}
    >
      <Dynamic
        component={directionLooks[props.direction].icon}
        class="size-4"
        strokeWidth={2.1}
        aria-hidden="true"
      />
      <span class="sr-only">{directionLooks[props.direction].label}</span>
    </span>
  );
}
