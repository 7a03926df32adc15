import * as DropdownMenu from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import { For, Match, Show, Switch } from "solid-js";
import type { MenuChoice, MenuProps } from "../menu";
import { landmarkOf } from "./landmark-of";

const itemClass =
  "flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1 outline-none data-[highlighted]:bg-hover pointer-coarse:min-h-11";

/** The box around the menu must not count as a child of the flex box or grid that it is mounted in. */
function takeNoPlace(box: HTMLElement | SVGElement) {
  box.style.display = "contents";
}

export function MenuPanel(props: MenuProps & { isInitiallyOpen: boolean }) {
  let trigger: HTMLButtonElement | undefined;
  return (
    // Modal, it would hide the page from screen readers, with the trigger in it, and put its focus guards among the items.
    <DropdownMenu.Root
      modal={false}
      placement={props.placement ?? "bottom-start"}
      gutter={6}
      defaultOpen={props.isInitiallyOpen}
    >
      <DropdownMenu.Trigger ref={trigger} class={props.triggerClass}>
        <span class="sr-only">{props.label} </span>
        {props.trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal mount={landmarkOf(trigger)} ref={takeNoPlace}>
        <DropdownMenu.Content class="z-50 min-w-56 animate-rise rounded-xl border border-line bg-raised p-1.5 shadow-floating outline-none">
          <For each={props.items}>
            {(item, index) => (
              <>
                <Show when={index() > 0 && item.startsSection}>
                  <DropdownMenu.Separator class="my-1.5 border-line" />
                </Show>
                <Switch>
                  <Match when={item.kind === "choice" && item}>
                    {(choice) => <Choice choice={choice()} />}
                  </Match>
                  <Match when={item.kind === "action" && item}>
                    {(action) => (
                      <DropdownMenu.Item class={itemClass} onSelect={() => action().onSelect()}>
                        {action().icon({ class: "size-4 text-ink-faint", "aria-hidden": "true" })}
                        {action().label}
                      </DropdownMenu.Item>
                    )}
                  </Match>
                </Switch>
              </>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Choice(props: { choice: MenuChoice }) {
  return (
    <DropdownMenu.Group>
      <DropdownMenu.GroupLabel class="px-2.5 pt-1.5 pb-1 text-ink-faint text-xs">
        {props.choice.label}
      </DropdownMenu.GroupLabel>
      <DropdownMenu.RadioGroup
        value={props.choice.value()}
        onChange={(value) => props.choice.onChange(value)}
      >
        <For each={props.choice.options}>
          {(option) => (
            <DropdownMenu.RadioItem value={option.value} class={itemClass} closeOnSelect={false}>
              {option.icon({ class: "size-4 text-ink-faint", "aria-hidden": "true" })}
              <span class="flex-1">{option.label}</span>
              <DropdownMenu.ItemIndicator>
                <Check class="size-4 text-accent-text" aria-hidden="true" />
              </DropdownMenu.ItemIndicator>
            </DropdownMenu.RadioItem>
          )}
        </For>
      </DropdownMenu.RadioGroup>
    </DropdownMenu.Group>
  );
}
