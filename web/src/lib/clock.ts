import { type Accessor, createSignal, onCleanup } from "solid-js";

/** The current time in ms, renewed every so many ms for as long as the component lives. */
export function useClock(intervalMs: number): Accessor<number> {
  const [nowMs, setNowMs] = createSignal(Date.now());
  const timer = setInterval(() => setNowMs(Date.now()), intervalMs);
  onCleanup(() => clearInterval(timer));
  return nowMs;
}
