import * as KobalteRadioGroup from "@kobalte/core/radio-group";
import { For } from "solid-js";

interface ChoiceCardsProps<Value extends string> {
  label: string;
  options: { value: Value; label: string; explanation: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, each with an explanation. */
export function ChoiceCards<Value extends string>(props: ChoiceCardsProps<Value>) {
  const choose = (value: string) => {
    const option = props.options.find((candidate) => candidate.value === value);
    if (option) props.onChange(option.value);
  };
  return (
    <KobalteRadioGroup.Root value={props.value} onChange={choose}>
      <KobalteRadioGroup.Label class="font-medium text-sm">{props.label}</KobalteRadioGroup.Label>
      <div class="mt-1.5 grid gap-2 sm:grid-cols-2">
        <For each={props.options}>
          {(option) => (
            <KobalteRadioGroup.Item value={option.value} class="relative">
              <KobalteRadioGroup.ItemInput class="peer" />
              <KobalteRadioGroup.ItemControl class="absolute top-3.5 left-3.5 grid size-4.5 place-items-center rounded-full border border-line-strong bg-surface data-[checked]:border-accent data-[checked]:bg-accent">
                <KobalteRadioGroup.ItemIndicator class="size-1.5 rounded-full bg-on-accent" />
              </KobalteRadioGroup.ItemControl>
              <KobalteRadioGroup.ItemLabel class="block h-full rounded-lg border border-line-strong py-3 pr-4 pl-11 transition-colors hover:bg-sunken peer-focus-visible:outline-2 peer-focus-visible:outline-accent-text data-[checked]:border-accent-text data-[checked]:bg-accent-soft/50">
                <span class="block font-medium">{option.label}</span>
                <span class="mt-0.5 block text-ink-muted text-sm">{option.explanation}</span>
              </KobalteRadioGroup.ItemLabel>
            </KobalteRadioGroup.Item>
          )}
        </For>
      </div>
    </KobalteRadioGroup.Root>
  );
}
