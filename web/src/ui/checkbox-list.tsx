import { For } from "solid-js";
import type { SelectOption } from "./select";

interface CheckboxListProps<Value extends string> {
  label: string;
  options: SelectOption<Value>[];
  values: Value[];
  onChange: (values: Value[]) => void;
}

/** Options to tick, inside a popover. */
export function CheckboxList<Value extends string>(props: CheckboxListProps<Value>) {
  // In the order of the options, so that the same choice is always the same list.
  const toggle = (toggled: Value) =>
    props.onChange(
      props.options
        .map((option) => option.value)
        .filter((value) => props.values.includes(value) !== (value === toggled)),
    );
  return (
    <fieldset class="flex max-h-80 flex-col overflow-y-auto p-1">
      <legend class="sr-only">{props.label}</legend>
      <For each={props.options}>
        {(option) => (
          <label class="flex min-h-9 items-center gap-2.5 rounded-md px-2.5 hover:bg-hover pointer-coarse:min-h-11">
            <input
              type="checkbox"
              class="size-4 accent-(--accent)"
              checked={props.values.includes(option.value)}
              onChange={() => toggle(option.value)}
            />
            {option.label}
          </label>
        )}
      </For>
    </fieldset>
  );
}
