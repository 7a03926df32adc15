import * as KobalteSelect from "@kobalte/core/select";
import Check from "lucide-solid/icons/check";
import { createMemo, untrack } from "solid-js";
import { type SelectOption, type SelectProps, SelectValue, selectTriggerClass } from "../select";
import { landmarkOf } from "./landmark-of";

export function SelectPanel<Value extends string>(props: SelectProps<Value> & { isInitiallyOpen: boolean }) {
  let trigger: HTMLButtonElement | undefined;
  const selected = createMemo(() => props.options.find((option) => option.value === props.value));
  return (
    <KobalteSelect.Root<SelectOption<Value>>
      options={props.options}
      optionValue="value"
      optionTextValue="label"
      value={selected() ?? null}
      onChange={(option) => option && props.onChange(option.value)}
      disallowEmptySelection
      defaultOpen={untrack(() => props.isInitiallyOpen)}
      gutter={4}
      sameWidth={false}
      itemComponent={(item) => (
        <KobalteSelect.Item
          item={item.item}
          class="flex min-h-8 cursor-pointer items-center gap-3 rounded-md px-2.5 py-1 outline-none data-[highlighted]:bg-hover pointer-coarse:min-h-11"
        >
          <KobalteSelect.ItemLabel class="flex-1">{item.item.rawValue.label}</KobalteSelect.ItemLabel>
          <KobalteSelect.ItemIndicator>
            <Check class="size-4 text-accent-text" aria-hidden="true" />
          </KobalteSelect.ItemIndicator>
        </KobalteSelect.Item>
      )}
    >
      <KobalteSelect.Trigger ref={trigger} class={selectTriggerClass(props.value === props.neutralValue)}>
        <SelectValue label={props.label} value={selected()?.label} />
      </KobalteSelect.Trigger>
      <KobalteSelect.Portal mount={landmarkOf(trigger)}>
        <KobalteSelect.Content class="z-50 min-w-48 animate-rise rounded-lg border border-line bg-raised p-1 shadow-floating">
          <KobalteSelect.Listbox aria-label={props.label} class="max-h-80 overflow-y-auto outline-none" />
        </KobalteSelect.Content>
      </KobalteSelect.Portal>
    </KobalteSelect.Root>
  );
}
