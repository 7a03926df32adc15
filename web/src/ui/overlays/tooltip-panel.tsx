import * as KobalteTooltip from "@kobalte/core/tooltip";
import type { TooltipProps } from "../tooltip";
import { landmarkOf } from "./landmark-of";

export function TooltipPanel(props: TooltipProps) {
  let trigger: HTMLElement | undefined;
  return (
    <KobalteTooltip.Root gutter={6} openDelay={250} defaultOpen>
      <KobalteTooltip.Trigger as="span" ref={trigger} tabIndex={0} class={props.class}>
        {props.children}
      </KobalteTooltip.Trigger>
      <KobalteTooltip.Portal mount={landmarkOf(trigger)}>
        <KobalteTooltip.Content class="z-50 max-w-72 animate-appear rounded-md bg-ink px-2.5 py-1.5 text-canvas text-xs shadow-floating">
          {props.content}
        </KobalteTooltip.Content>
      </KobalteTooltip.Portal>
    </KobalteTooltip.Root>
  );
}
