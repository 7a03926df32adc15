import * as DropdownMenu from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import { For, Match, Show, Switch } from "solid-js";
import type { MenuChoice, MenuProps } from "../menu";

const itemClass =
  "flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1 outline-none data-[highlighted]:bg-hover pointer-coarse:min-h-11";

export function MenuPanel(props: MenuProps & { isInitiallyOpen: boolean }) {
  return (
    <DropdownMenu.Root
      placement={props.placement ?? "bottom-start"}
      gutter={6}
      defaultOpen={props.isInitiallyOpen}
    >
      <DropdownMenu.Trigger class={props.triggerClass}>
        <span class="sr-only">{props.label} </span>
        {props.trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
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
