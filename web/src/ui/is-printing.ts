import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

/** Whether the page is being put on paper: lists that show only what is in the window must then be whole. */
export function createIsPrinting(): Accessor<boolean> {
  const [isPrinting, setIsPrinting] = createSignal(false);
  const begin = () => setIsPrinting(true);
  const end = () => setIsPrinting(false);
  onMount(() => {
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
  });
  onCleanup(() => {
    window.removeEventListener("beforeprint", begin);
    window.removeEventListener("afterprint", end);
  });
  return isPrinting;
}
