import ChevronDown from "lucide-solid/icons/chevron-down";
import { createMemo, createSignal, For } from "solid-js";
import { Popover } from "./popover";
import { type SelectOption, selectTriggerClass } from "./select";

interface MultiSelectProps<Value extends string> {
  /** What is chosen, in the plural: "Outcomes". */
  label: string;
  /** Shown while nothing is chosen, which means everything: "All outcomes". */
  all: string;
  options: SelectOption<Value>[];
  values: Value[];
  onChange: (values: Value[]) => void;
}

/** Any of several. None chosen is all of them. */
export function MultiSelect<Value extends string>(props: MultiSelectProps<Value>) {
  const [isOpen, setIsOpen] = createSignal(false);
  const chosen = createMemo(() => props.options.filter((option) => props.values.includes(option.value)));
  const text = () => {
    const [first, second] = chosen();
    if (!first) return props.all;
    return second ? `${chosen().length} ${props.label.toLowerCase()}` : first.label;
  };
  // In the order of the options, so that the same choice is always the same list.
  const toggle = (toggled: Value) =>
    props.onChange(
      props.options
        .map((option) => option.value)
        .filter((value) => props.values.includes(value) !== (value === toggled)),
    );

  return (
    <Popover
      label={props.label}
      triggerLabel={`${props.label}:`}
      isOpen={isOpen()}
      onOpenChange={setIsOpen}
      triggerClass={selectTriggerClass(props.values.length === 0)}
      trigger={
        <>
          <span
            class="min-w-0 flex-1 truncate"
            title={chosen()
              .map((option) => option.label)
              .join(", ")}
          >
            {text()}
          </span>
          <ChevronDown class="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
        </>
      }
    >
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
    </Popover>
  );
}
