import { createSignal, onCleanup, type ParentProps, Show } from "solid-js";

const waiting: (() => void)[] = [];

/** Runs what was asked for in tasks of their own, in order. Returns how to call it off. */
function takeTurn(run: () => void): () => void {
  if (waiting.push(run) === 1) setTimeout(runNext);
  return () => {
    const place = waiting.indexOf(run);
    if (place >= 0) waiting.splice(place, 1);
  };
}

function runNext() {
  const run = waiting.shift();
  // Before it runs, which may fail: that must not keep the others waiting.
  if (waiting.length > 0) setTimeout(runNext);
  run?.();
}

/** A part of a long page, made in a task of its own, so that the page answers to people while the rest of it is made. */
export function InTurn(props: ParentProps) {
  const [isDue, setIsDue] = createSignal(false);
  onCleanup(takeTurn(() => setIsDue(true)));
  return (
    <Show when={isDue()} fallback={<div class="min-h-64" aria-busy="true" />}>
      {props.children}
    </Show>
  );
}
