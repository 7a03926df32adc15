import { A } from "@solidjs/router";
import Ellipsis from "lucide-solid/icons/ellipsis";
import { createSignal, For, Show } from "solid-js";
import { Dialog } from "~/ui/dialog";
import { useVisibleNavigation } from "./visible-navigation";

/** As many as fit beside "More" on the narrowest phone. */
const slots = 4;

/** The menu on phones: the first entries within the thumb's reach, the rest in a drawer. */
export function BottomNavigation() {
  const groups = useVisibleNavigation();
  const entries = () => groups().flatMap((group) => group.entries);
  const direct = () => (entries().length <= slots ? entries() : entries().slice(0, slots));
  const [isOpen, setIsOpen] = createSignal(false);
  const slotClass =
    "flex min-w-0 flex-1 flex-col items-center gap-0.5 rounded-lg py-1.5 font-medium text-ink-muted text-xs aria-[current]:text-accent-text";

  return (
    <nav
      aria-label="Main"
      class="fixed inset-x-0 bottom-0 z-20 flex border-line border-t bg-surface/95 px-2 pt-1 pb-[max(0.25rem,env(safe-area-inset-bottom))] backdrop-blur print:hidden"
    >
      <For each={direct()}>
        {(entry) => (
          <A href={entry.path} end={entry.path === "/"} class={slotClass}>
            <entry.icon class="size-5.5" strokeWidth={1.8} aria-hidden="true" />
            <span class="max-w-full truncate">{entry.label}</span>
          </A>
        )}
      </For>
      <Show when={direct().length < entries().length}>
        <button type="button" class={slotClass} aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
          <Ellipsis class="size-5.5" strokeWidth={1.8} aria-hidden="true" />
          More
        </button>
        <Dialog isOpen={isOpen()} onClose={() => setIsOpen(false)} title="All pages" shape="drawer">
          <ul class="flex flex-col gap-1">
            <For each={entries()}>
              {(entry) => (
                <li>
                  <A
                    href={entry.path}
                    end={entry.path === "/"}
                    class="flex h-12 items-center gap-3 rounded-lg px-3 font-medium hover:bg-hover aria-[current]:text-accent-text"
                    onClick={() => setIsOpen(false)}
                  >
                    <entry.icon class="size-5" strokeWidth={1.8} aria-hidden="true" />
                    {entry.label}
                  </A>
                </li>
              )}
            </For>
          </ul>
        </Dialog>
      </Show>
    </nav>
  );
}
