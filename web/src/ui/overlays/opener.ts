const openers = new WeakMap<Element, Element>();

/** Remembers what has the focus while a dialog opens, since dialogs here are opened without a trigger that they know of. */
export function rememberOpener(dialog: Element) {
  if (document.activeElement) openers.set(dialog, document.activeElement);
}

/** Gives the focus back to what opened a dialog; where that has gone since, to what had opened that. */
export function focusOpener(dialog: Element) {
  let opener = openers.get(dialog);
  while (opener && !opener.isConnected) opener = openerOf(opener);
  const target = opener instanceof HTMLElement && opener !== document.body ? opener : null;
  (target ?? document.querySelector("main"))?.focus({ preventScroll: true });
}

function openerOf(gone: Element): Element | undefined {
  const menu = gone.closest("[role=menu]");
  if (menu) return document.getElementById(menu.getAttribute("aria-labelledby") ?? "") ?? undefined;
  const dialog = gone.closest("[role=dialog]");
  return dialog ? openers.get(dialog) : undefined;
}
