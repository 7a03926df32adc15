import type { JSX } from "solid-js";
import { OnDemand } from "./overlays/on-demand";

export interface TooltipProps {
  content: JSX.Element;
  children: JSX.Element;
  class?: string;
}

/** More about something short. It can be reached by keyboard, so that everyone can read it. */
export function Tooltip(props: TooltipProps) {
  return (
    <OnDemand
      standIn={(handlers) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what a tooltip says must be reachable without a pointer.
        <span {...handlers} tabIndex={0} class={props.class ?? "rounded-sm"}>
          {props.children}
        </span>
      )}
    >
      {(overlays) => (
        <overlays.TooltipPanel content={props.content} class={props.class ?? "rounded-sm"}>
          {props.children}
        </overlays.TooltipPanel>
      )}
    </OnDemand>
  );
}
