import { For } from "solid-js";
import { Skeleton } from "~/ui/skeleton";

/** The size of the sign-in form while it loads. */
export function AuthFormSkeleton(props: { fieldCount: number }) {
  return (
    <div role="status" aria-label="Loading the form" class="flex flex-col gap-4">
      <For each={Array.from({ length: props.fieldCount })}>
        {() => (
          <div>
            <Skeleton class="mb-2.5 h-3.5 w-20" />
            <Skeleton class="h-9 w-full rounded-lg pointer-coarse:h-11" />
          </div>
        )}
      </For>
      <Skeleton class="h-10 w-full rounded-lg pointer-coarse:h-11" />
    </div>
  );
}
