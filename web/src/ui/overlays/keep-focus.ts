import { onCleanup } from "solid-js";

/**
 * Takes the focus back into a panel when what had it is gone, or is switched off: no key would reach the panel any more,
 * and Tab would lead out of it.
 */
export function keepFocus(panel: HTMLElement) {
  const observer = new MutationObserver(() => {
    const focused = document.activeElement;
    const isLost = focused === null || focused === document.body || focused.matches(":disabled");
    if (isLost && panel.isConnected) panel.focus({ preventScroll: true });
  });
  observer.observe(panel, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  onCleanup(() => observer.disconnect());
}
