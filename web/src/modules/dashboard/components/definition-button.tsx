import Info from "lucide-solid/icons/info";
import { createSignal, Show } from "solid-js";
import { Popover } from "~/ui/popover";
import type { Definition } from "../dashboard.definitions";

/** What a number means, for whoever asks. */
export function DefinitionButton(props: { definition: Definition }) {
  const [isOpen, setIsOpen] = createSignal(false);
  return (
    <Popover
      label={`What “${props.definition.label}” means`}
      triggerLabel={`What “${props.definition.label}” means`}
      isOpen={isOpen()}
      onOpenChange={setIsOpen}
      triggerClass="inline-grid size-6 shrink-0 place-items-center rounded-full text-ink-faint/70 transition-colors hover:bg-hover hover:text-ink pointer-coarse:size-8"
      trigger={<Info class="size-3.5" aria-hidden="true" />}
    >
      <div class="px-4 py-3.5 text-sm">
        <p class="font-semibold text-base">{props.definition.label}</p>
        <p class="mt-1 text-pretty">{props.definition.meaning}</p>
        <Show when={props.definition.rule}>
          <p class="mt-2 text-pretty border-line border-t pt-2 text-ink-muted">{props.definition.rule}</p>
        </Show>
      </div>
    </Popover>
  );
}
