import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { useVisibleNavigation } from "./visible-navigation";

/** The menu beside the page, where there is room for it. */
export function SidebarNavigation() {
  const groups = useVisibleNavigation();
  return (
    <nav aria-label="Main" class="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto py-1">
      <For each={groups()}>
        {(group) => (
          <div>
            <Show when={group.label}>
              <h2 class="mb-1 px-2.5 font-medium text-ink-faint text-xs tracking-normal">{group.label}</h2>
            </Show>
            <ul class="flex flex-col gap-0.5">
              <For each={group.entries}>
                {(entry) => (
                  <li>
                    <A
                      href={entry.path}
                      end={entry.path === "/"}
                      class="group flex h-9 items-center gap-2.5 rounded-lg border px-2.5 font-medium transition-colors"
                      activeClass="border-line bg-surface text-ink shadow-raised"
                      inactiveClass="border-transparent text-ink-muted hover:bg-hover hover:text-ink"
                    >
                      <entry.icon
                        class="size-4.5 text-ink-faint group-aria-[current]:text-accent-text"
                        strokeWidth={1.9}
                        aria-hidden="true"
                      />
                      {entry.label}
                    </A>
                  </li>
                )}
              </For>
            </ul>
          </div>
        )}
      </For>
    </nav>
  );
}
