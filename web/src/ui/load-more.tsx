import { createEffect, onCleanup, Show } from "solid-js";
import { Button } from "./button";

interface LoadMoreProps {
  hasMore: boolean;
  isLoading: boolean;
  /** After a failure it waits for a click instead of trying again on every scroll. */
  hasFailed: boolean;
  onLoad: () => void;
  label: string;
}

/** Loads the next page of a list when its end comes near, or on a click. */
export function LoadMore(props: LoadMoreProps) {
  let end: HTMLDivElement | undefined;
  createEffect(() => {
    if (!end || !props.hasMore || props.isLoading || props.hasFailed) return;
    // The browser may tell of several moments at once: that the end was still far, and that it has come near.
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && props.onLoad(),
      { rootMargin: "400px" },
    );
    observer.observe(end);
    onCleanup(() => observer.disconnect());
  });
  return (
    <div
      ref={end}
      class="flex min-h-14 flex-wrap items-center justify-center gap-3 px-5 py-2.5 text-ink-muted text-sm print:hidden"
    >
      <Show when={props.hasMore} fallback="That's all.">
        <Show when={props.hasFailed}>
          <span role="alert" class="text-negative">
            More could not be loaded.
          </span>
        </Show>
        <Button variant="quiet" size="small" isBusy={props.isLoading} onClick={() => props.onLoad()}>
          {props.label}
        </Button>
      </Show>
    </div>
  );
}
