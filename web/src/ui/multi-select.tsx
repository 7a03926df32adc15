import ChevronDown from "lucide-solid/icons/chevron-down";
import { createMemo, createSignal } from "solid-js";
import { CheckboxList } from "./checkbox-list";
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
      <CheckboxList
        label={props.label}
        options={props.options}
        values={props.values}
        onChange={props.onChange}
      />
    </Popover>
  );
}
