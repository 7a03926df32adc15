import { children, createMemo, createSignal, type JSX, onMount, Show, untrack } from "solid-js";

type Overlays = typeof import("./overlays");

const [overlays, setOverlays] = createSignal<Overlays>();

/** Loads what floats above pages; later calls cost nothing. Rejects when it can't be loaded. */
export async function loadOverlays(): Promise<void> {
  if (untrack(overlays)) return;
  const loaded = await import("./overlays");
  setOverlays(() => loaded);
}

/** Loads it before anyone needs it. Should that fail, it is loaded when it is needed. */
export function prefetchOverlays() {
  loadOverlays().catch((error: unknown) => console.warn("Menus and dialogs are not loaded yet.", error));
}

export { overlays };

/** What a stand-in must listen to, so that the real thing comes in time. */
export interface ReachHandlers {
  ref: (element: HTMLElement) => void;
  onPointerEnter: (event: PointerEvent) => void;
  onPointerDown: () => void;
  onFocus: (event: FocusEvent & { currentTarget: HTMLElement }) => void;
  onClick: () => void;
}

interface OnDemandProps {
  /** Looks like the trigger of the real thing. */
  standIn: (handlers: ReachHandlers) => JSX.Element;
  /** The real thing; `isActivated` when the stand-in was clicked, so it should open at once. */
  children: (overlays: Overlays, isActivated: boolean) => JSX.Element;
}

/** A trigger that becomes real when the pointer or the keyboard comes to it, and keeps the focus meanwhile. */
export function OnDemand(props: OnDemandProps) {
  const [isReached, setIsReached] = createSignal(false);
  const [isPressed, setIsPressed] = createSignal(false);
  const [isActivated, setIsActivated] = createSignal(false);
  const [failure, setFailure] = createSignal<unknown>();
  let standIn: HTMLElement | undefined;

  const reach = () => {
    setIsReached(true);
    loadOverlays().catch((error: unknown) => {
      setIsReached(false);
      // Passing by may fail quietly; whoever clicked must hear of it from the nearest error boundary.
      if (isActivated()) setFailure(error);
    });
  };
  const handlers: ReachHandlers = {
    ref: (element) => {
      standIn = element;
    },
    onPointerEnter: (event) => event.pointerType === "mouse" && reach(),
    // A press that is under way must end on the element where it began, or it is no click.
    onPointerDown: () => {
      setIsPressed(true);
      const afterTheClick = () => setTimeout(() => setIsPressed(false));
      addEventListener("pointerup", afterTheClick, { once: true });
      addEventListener("pointercancel", afterTheClick, { once: true });
    },
    onFocus: (event) => event.currentTarget.matches(":focus-visible") && reach(),
    onClick: () => {
      setIsActivated(true);
      reach();
    },
  };
  const ready = createMemo(() => {
    if (failure()) throw failure();
    return isReached() && !isPressed() ? overlays() : undefined;
  });

  return (
    <Show when={ready()} keyed fallback={props.standIn(handlers)}>
      {(loaded) => {
        const hadFocus = standIn !== undefined && document.activeElement === standIn;
        const real = children(() => props.children(loaded, untrack(isActivated)));
        onMount(() => {
          const root = real.toArray().find((node) => node instanceof HTMLElement);
          const trigger = root?.matches("button, [tabindex]") ? root : root?.querySelector("button");
          if (hadFocus && !isActivated()) trigger?.focus();
        });
        return real();
      }}
    </Show>
  );
}
