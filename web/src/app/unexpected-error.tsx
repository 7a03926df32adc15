import { onMount } from "solid-js";
import { Problem } from "~/lib/problem";
import { ErrorState } from "~/ui/error-state";

interface UnexpectedErrorProps {
  error: unknown;
  onRetry: () => void;
}

/** A chunk that is gone: a newer version of the app was put online since this page was opened. */
const missingChunk = /dynamically imported module|module script failed|Unable to preload/i;

/** What an error boundary shows. */
export function UnexpectedError(props: UnexpectedErrorProps) {
  onMount(() => console.error(props.error));
  const isOutdated = () => props.error instanceof Error && missingChunk.test(props.error.message);
  const outdated = new Problem("failed", "This page couldn't be loaded.", {
    hint: "There may be a newer version of VictorySync, or no connection. Reloading gets it.",
  });
  return (
    <ErrorState
      error={isOutdated() ? outdated : props.error}
      onRetry={() => (isOutdated() ? window.location.reload() : props.onRetry())}
    />
  );
}
