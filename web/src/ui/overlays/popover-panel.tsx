import * as KobaltePopover from "@kobalte/core/popover";
import type { PopoverProps } from "../popover";

export function PopoverPanel(props: PopoverProps) {
  return (
    <KobaltePopover.Root
      open={props.isOpen}
      onOpenChange={props.onOpenChange}
      placement={props.placement ?? "bottom-start"}
      gutter={6}
    >
      <KobaltePopover.Trigger class={props.triggerClass}>
        <span class="sr-only">{props.triggerLabel} </span>
        {props.trigger}
      </KobaltePopover.Trigger>
      <KobaltePopover.Portal>
        <KobaltePopover.Content
          aria-label={props.label}
          class="z-50 w-72 max-w-[calc(100vw-2rem)] animate-rise overflow-hidden rounded-xl border border-line bg-raised shadow-floating outline-none"
        >
          {props.children}
        </KobaltePopover.Content>
      </KobaltePopover.Portal>
    </KobaltePopover.Root>
  );
}
