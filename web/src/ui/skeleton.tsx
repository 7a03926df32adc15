import { For } from "solid-js";
import { classNames } from "~/lib/class-names";

/** A grey stand-in of the size that the content will have, so that nothing jumps when it comes. */
export function Skeleton(props: { class?: string }) {
  return (
    <span class={classNames("block animate-shimmer rounded-md bg-line", props.class)} aria-hidden="true" />
  );
}

const widths = ["w-2/5", "w-3/5", "w-1/2", "w-1/3"];

/** Stand-ins for the rows of a list. */
export function SkeletonRows(props: { count: number; label: string }) {
  return (
    <div role="status" aria-label={props.label} class="divide-y divide-line">
      <For each={Array.from({ length: props.count })}>
        {(_, index) => (
          <div class="flex h-14 items-center gap-4 px-4 sm:px-5">
            <Skeleton class="size-8 shrink-0 rounded-full" />
            <Skeleton class={classNames("h-3.5", widths[index() % widths.length])} />
            <Skeleton class="ml-auto hidden h-3.5 w-24 sm:block" />
            <Skeleton class="hidden h-3.5 w-16 md:block" />
          </div>
        )}
      </For>
    </div>
  );
}
