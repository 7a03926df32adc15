import * as KobalteDialog from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import type { DialogProps } from "../dialog";
import { iconButtonClass } from "../icon-button";
import { keepFocus } from "./keep-focus";
import { focusOpener, rememberOpener } from "./opener";

const shapes = {
  centered:
    "inset-x-0 bottom-0 max-h-[92dvh] animate-slide-up rounded-t-2xl sm:inset-auto sm:left-1/2 sm:top-1/2 sm:w-[30rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:animate-appear sm:rounded-2xl",
  drawer:
    "inset-x-0 bottom-0 max-h-[92dvh] animate-slide-up rounded-t-2xl sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-[27rem] sm:animate-slide-in sm:rounded-none sm:border-l sm:border-line",
};

export function DialogPanel(props: DialogProps) {
  let content: HTMLElement | undefined;
  return (
    <KobalteDialog.Root open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <KobalteDialog.Portal>
        <KobalteDialog.Overlay class="fixed inset-0 z-40 animate-appear bg-scrim" />
        <KobalteDialog.Content
          ref={(element) => {
            content = element;
            rememberOpener(element);
            keepFocus(element);
          }}
          onCloseAutoFocus={() => content && focusOpener(content)}
          class={classNames(
            // All of it scrolls, its button included: what scrolls can then be reached with the keyboard.
            "fixed z-40 flex flex-col overflow-y-auto bg-raised shadow-floating outline-none",
            shapes[props.shape ?? "centered"],
          )}
        >
          <header class="sticky top-0 z-10 flex items-start gap-3 bg-raised px-5 pt-4 pb-3">
            <div class="min-w-0 flex-1 pt-1.5">
              <KobalteDialog.Title class="text-lg">{props.title}</KobalteDialog.Title>
              <Show when={props.description}>
                <KobalteDialog.Description as="div" class="mt-1 text-ink-muted">
                  {props.description}
                </KobalteDialog.Description>
              </Show>
            </div>
            <KobalteDialog.CloseButton class={classNames(iconButtonClass(), "-mr-2")} aria-label="Close">
              <X class="size-4.5" aria-hidden="true" />
            </KobalteDialog.CloseButton>
          </header>
          <div class="flex-1 px-5 pb-5">{props.children}</div>
          <Show when={props.footer}>
            <footer class="sticky bottom-0 z-10 flex flex-col-reverse gap-2 border-line border-t bg-raised px-5 py-3.5 sm:flex-row sm:justify-end">
              {props.footer}
            </footer>
          </Show>
        </KobalteDialog.Content>
      </KobalteDialog.Portal>
    </KobalteDialog.Root>
  );
}
