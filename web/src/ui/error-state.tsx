import CloudOff from "lucide-solid/icons/cloud-off";
import { Show } from "solid-js";
import { describe } from "~/lib/problem";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  isRetrying?: boolean;
}

/** What went wrong and what to do, in place of what couldn't be shown. */
export function ErrorState(props: ErrorStateProps) {
  const problem = () => describe(props.error);
  return (
    <div role="alert">
      <EmptyState
        icon={CloudOff}
        title={problem().message}
        action={
          <Show when={props.onRetry}>
            {(retry) => (
              <Button isBusy={props.isRetrying ?? false} onClick={() => retry()()}>
                Try again
              </Button>
            )}
          </Show>
        }
      >
        {problem().hint}
      </EmptyState>
    </div>
  );
}
