import { type JSX, Show } from "solid-js";
import { overlays } from "./overlays/on-demand";

export interface PickerOption {
  id: string;
  label: string;
  description?: string;
  isChosen: boolean;
}

export interface PickerProps {
  label: string;
  options: PickerOption[];
  onPick: (id: string) => void;
  /** Shown in place of the options when none is left. */
  empty: JSX.Element;
  leading?: (option: PickerOption) => JSX.Element;
  /** When given, the typed text goes there and the options are taken as already filtered. */
  onSearch?: (text: string) => void;
  isMultiple?: boolean;
}

/** A searchable list to choose from, driven by the arrow keys from its search field. Always in something that floats. */
export function Picker(props: PickerProps) {
  return (
    <Show when={overlays()} keyed>
      {(loaded) => <loaded.PickerPanel {...props} />}
    </Show>
  );
}
