import type { LucideProps } from "lucide-solid";
import { type Component, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";

interface EmptyStateProps {
  icon: Component<LucideProps>;
  title: string;
  /** Why there is nothing, and what would change that. */
  children: JSX.Element;
  action?: JSX.Element;
}

export function EmptyState(props: EmptyStateProps) {
  return (
    <div class="flex flex-col items-center px-6 py-14 text-center sm:py-20">
      <span class="grid size-12 place-items-center rounded-2xl border border-line bg-sunken text-ink-faint">
        <Dynamic component={props.icon} class="size-5.5" strokeWidth={1.75} aria-hidden="true" />
      </span>
      <h2 class="mt-4 text-lg">{props.title}</h2>
      <p class="mt-1 max-w-md text-pretty text-ink-muted">{props.children}</p>
      <Show when={props.action}>
        <div class="mt-5 flex flex-wrap justify-center gap-2">{props.action}</div>
      </Show>
    </div>
  );
}
