import type { JSX } from "solid-js";
import { OnDemand } from "./overlays/on-demand";

export interface PopoverProps {
  label: string;
  trigger: JSX.Element;
  triggerClass: string;
  /** Said before what the trigger shows, to those who don't see where it stands. */
  triggerLabel: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  placement?: "bottom-start" | "bottom-end";
  children: JSX.Element;
}

/** A small panel beside its trigger. */
export function Popover(props: PopoverProps) {
  return (
    <OnDemand
      standIn={(handlers) => (
        <button
          type="button"
          {...handlers}
          class={props.triggerClass}
          aria-haspopup="dialog"
          aria-expanded="false"
          onClick={() => {
            handlers.onClick();
            props.onOpenChange(true);
          }}
        >
          <span class="sr-only">{props.triggerLabel} </span>
          {props.trigger}
        </button>
      )}
    >
      {(overlays) => <overlays.PopoverPanel {...props} />}
    </OnDemand>
  );
}
