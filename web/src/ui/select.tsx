import ChevronDown from "lucide-solid/icons/chevron-down";
import { createMemo } from "solid-js";
import { classNames } from "~/lib/class-names";
import { OnDemand } from "./overlays/on-demand";

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
}

export interface SelectProps<Value extends string> {
  label: string;
  options: SelectOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** The value that means "no choice": shown muted, as a filter that is off. */
  neutralValue?: Value;
}

export function selectTriggerClass(isNeutral: boolean): string {
  return classNames("field flex items-center gap-2 text-left", isNeutral ? "text-ink-muted!" : "font-medium");
}

export function SelectValue(props: { label: string; value: string | undefined }) {
  return (
    <>
      <span class="min-w-0 flex-1 truncate">
        <span class="sr-only">{props.label}: </span>
        {props.value}
      </span>
      <ChevronDown class="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
    </>
  );
}

/** One of several, where there is no room to show them all. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const selected = createMemo(() => props.options.find((option) => option.value === props.value));
  return (
    <OnDemand
      standIn={(handlers) => (
        <button
          type="button"
          {...handlers}
          class={selectTriggerClass(props.value === props.neutralValue)}
          aria-haspopup="listbox"
          aria-expanded="false"
        >
          <SelectValue label={props.label} value={selected()?.label} />
        </button>
      )}
    >
      {(overlays, isActivated) => <overlays.SelectPanel<Value> {...props} isInitiallyOpen={isActivated} />}
    </OnDemand>
  );
}
