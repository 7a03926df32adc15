import { createUniqueId, For } from "solid-js";

interface ViewSwitchProps<Value extends string> {
  label: string;
  options: { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of two or three views of the same data. */
export function ViewSwitch<Value extends string>(props: ViewSwitchProps<Value>) {
  const name = createUniqueId();
  return (
    <fieldset class="flex rounded-lg bg-hover p-0.5 text-sm">
      <legend class="sr-only">{props.label}</legend>
      <For each={props.options}>
        {(option) => (
          <label class="grid min-h-7 place-items-center rounded-md px-2.5 text-ink-muted transition-colors has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-accent-text pointer-coarse:min-h-10">
            <input
              type="radio"
              class="sr-only"
              name={name}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            {option.label}
          </label>
        )}
      </For>
    </fieldset>
  );
}
