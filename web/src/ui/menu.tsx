import type { LucideProps } from "lucide-solid";
import type { JSX } from "solid-js";
import { OnDemand } from "./overlays/on-demand";

type Icon = (props: LucideProps) => JSX.Element;

interface MenuAction {
  kind: "action";
  label: string;
  icon: Icon;
  onSelect: () => void;
  startsSection?: boolean;
}

/** A group of which one is chosen. */
export interface MenuChoice {
  kind: "choice";
  label: string;
  value: () => string;
  options: { value: string; label: string; icon: Icon }[];
  onChange: (value: string) => void;
  startsSection?: boolean;
}

export interface MenuProps {
  /** Said before what the trigger shows, to those who don't see where it stands. */
  label: string;
  trigger: JSX.Element;
  triggerClass: string;
  placement?: "top-start" | "bottom-end" | "bottom-start";
  items: (MenuAction | MenuChoice)[];
}

export function Menu(props: MenuProps) {
  return (
    <OnDemand
      standIn={(handlers) => (
        <button
          type="button"
          {...handlers}
          class={props.triggerClass}
          aria-haspopup="menu"
          aria-expanded="false"
        >
          <span class="sr-only">{props.label} </span>
          {props.trigger}
        </button>
      )}
    >
      {(overlays, isActivated) => <overlays.MenuPanel {...props} isInitiallyOpen={isActivated} />}
    </OnDemand>
  );
}
