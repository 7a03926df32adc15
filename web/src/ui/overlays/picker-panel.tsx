import Check from "lucide-solid/icons/check";
import Search from "lucide-solid/icons/search";
import { createMemo, createSignal, createUniqueId, For, onMount, Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import type { PickerProps } from "../picker";

export function PickerPanel(props: PickerProps) {
  const listId = createUniqueId();
  const [text, setText] = createSignal("");
  const [activeIndex, setActiveIndex] = createSignal(0);
  let field: HTMLInputElement | undefined;
  onMount(() => requestAnimationFrame(() => field?.focus()));

  const shown = createMemo(() => {
    const wanted = text().trim().toLowerCase();
    if (props.onSearch || !wanted) return props.options;
    return props.options.filter((option) =>
      `${option.label} ${option.description ?? ""}`.toLowerCase().includes(wanted),
    );
  });
  const optionId = (index: number) => `${listId}-${index}`;

  function move(step: number) {
    const count = shown().length;
    if (count === 0) return;
    setActiveIndex((activeIndex() + step + count) % count);
    document.getElementById(optionId(activeIndex()))?.scrollIntoView({ block: "nearest" });
  }

  function onKeyDown(event: KeyboardEvent) {
    const active = shown()[activeIndex()];
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && active) props.onPick(active.id);
    else return;
    event.preventDefault();
  }

  function search(typed: string) {
    setText(typed);
    setActiveIndex(0);
    props.onSearch?.(typed.trim());
  }

  return (
    <div class="flex max-h-80 flex-col">
      <div class="relative border-line border-b">
        <Search
          class="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
          aria-hidden="true"
        />
        <input
          ref={field}
          role="combobox"
          aria-label={props.label}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown().length > 0 ? optionId(activeIndex()) : undefined}
          autocomplete="off"
          placeholder={props.label}
          value={text()}
          onInput={(event) => search(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          class="h-10 w-full bg-transparent pr-3 pl-9 outline-none pointer-coarse:h-12 pointer-coarse:text-lg"
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={props.label}
        aria-multiselectable={props.isMultiple ?? false}
        class="min-h-0 flex-1 overflow-y-auto p-1.5"
      >
        <For
          each={shown()}
          fallback={<p class="px-2.5 py-4 text-center text-ink-muted text-sm">{props.empty}</p>}
        >
          {(option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys and Enter work from the search field.
            <div
              id={optionId(index())}
              role="option"
              tabIndex={-1}
              aria-selected={option.isChosen}
              onClick={() => props.onPick(option.id)}
              onMouseMove={() => setActiveIndex(index())}
              class={classNames(
                "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1 pointer-coarse:min-h-11",
                index() === activeIndex() && "bg-hover",
              )}
            >
              {props.leading?.(option)}
              <span class="min-w-0 flex-1">
                <span class="block truncate">{option.label}</span>
                <Show when={option.description}>
                  <span class="block truncate text-ink-faint text-xs">{option.description}</span>
                </Show>
              </span>
              <Show when={option.isChosen}>
                <Check class="size-4 shrink-0 text-accent-text" aria-hidden="true" />
              </Show>
            </div>
          )}
        </For>
      </div>
    </div>
  );
}
