import { Logo } from "./logo";

/** The moment before anything is known. Shown late, so that a quick start shows no flicker. */
export function LoadingScreen() {
  return (
    <div role="status" aria-label="Loading" class="grid min-h-dvh place-items-center">
      <Logo class="size-10 animate-shimmer opacity-80 [animation-delay:400ms]" />
    </div>
  );
}
