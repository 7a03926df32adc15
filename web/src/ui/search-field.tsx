import Search from "lucide-solid/icons/search";
import X from "lucide-solid/icons/x";
import { createEffect, createMemo, createSignal, on, onCleanup, Show } from "solid-js";

interface SearchFieldProps {
  label: string;
  placeholder?: string;
  value: string;
  onSearch: (text: string) => void;
}

const pauseMs = 300;

/** Searches when the typing pauses, or at once on Enter and when the field is left. */
export function SearchField(props: SearchFieldProps) {
  const [text, setText] = createSignal(props.value);
  const value = createMemo(() => props.value);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(stop);

  createEffect(
    on(
      value,
      (given) => {
        // What was typed comes back trimmed: it must not take away the space after which the typing goes on.
        if (given === text().trim()) return;
        stop();
        setText(given);
      },
      { defer: true },
    ),
  );

  function stop() {
    clearTimeout(timer);
    timer = undefined;
  }

  function tell() {
    stop();
    props.onSearch(text().trim());
  }

  function search(typed: string, afterMs: number) {
    stop();
    setText(typed);
    timer = setTimeout(tell, afterMs);
  }

  return (
    <div class="relative min-w-0">
      <Search
        class="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
        aria-hidden="true"
      />
      <input
        type="search"
        class="field pr-9! pl-9! [&::-webkit-search-cancel-button]:hidden"
        aria-label={props.label}
        placeholder={props.placeholder}
        value={text()}
        onInput={(event) => search(event.currentTarget.value, pauseMs)}
        onKeyDown={(event) => event.key === "Enter" && search(event.currentTarget.value, 0)}
        // A click elsewhere may clear the filters, which a search that is still to come would undo.
        onBlur={() => timer !== undefined && tell()}
      />
      <Show when={text()}>
        <button
          type="button"
          class="absolute top-1/2 right-1 grid size-7 -translate-y-1/2 place-items-center rounded-md text-ink-faint hover:text-ink pointer-coarse:size-9"
          aria-label="Clear the search"
          onClick={() => search("", 0)}
        >
          <X class="size-4" aria-hidden="true" />
        </button>
      </Show>
    </div>
  );
}
