interface Showable {
  isShown: () => boolean;
  show: () => void;
}

/** For links in a chart: a finger's first tap shows the values, a second one follows the link. */
export function tapToShow({ isShown, show }: Showable) {
  let wasShown = false;
  return {
    onPointerEnter: () => {
      wasShown = isShown();
      show();
    },
    // On the element itself, so that it comes before the router's own listener.
    "on:click": (event: MouseEvent) => {
      const isTap = event instanceof PointerEvent && event.pointerType === "touch";
      if (isTap && !wasShown) event.preventDefault();
    },
  };
}
