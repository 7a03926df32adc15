import RefreshCw from "lucide-solid/icons/refresh-cw";
import { createMemo, Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { useClock } from "~/lib/clock";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { toastProblem } from "~/ui/toasts";
import { Tooltip } from "~/ui/tooltip";
import { type SyncJob, type SyncStreamName, syncObstacle } from "../sync.models";
import { cooldownUntilMs, useRequestSync } from "../sync.queries";

interface SyncButtonProps {
  integrationId: string;
  stream: SyncStreamName;
  liveJob: SyncJob | undefined;
  label?: string;
  size?: "medium" | "small";
}

/** Asks for a sync; while that is impossible, it says why. */
export function SyncButton(props: SyncButtonProps) {
  const { organization } = useOrganization();
  const request = useRequestSync(organization().id);
  const nowMs = useClock(1000);
  const obstacle = createMemo(() =>
    syncObstacle({
      stream: props.stream,
      liveJob: props.liveJob,
      cooldownUntilMs: cooldownUntilMs(props),
      nowMs: nowMs(),
    }),
  );
  const isLive = () => props.liveJob !== undefined || request.isPending;
  const button = () => (
    <Button
      size={props.size ?? "medium"}
      disabled={obstacle() !== undefined}
      onClick={() => {
        const { integrationId, stream } = props;
        request.mutate({ integrationId, stream }, { onError: toastProblem });
      }}
    >
      <RefreshCw class={classNames("size-4", isLive() && "animate-spin")} aria-hidden="true" />
      {isLive() ? "Syncing…" : (props.label ?? "Sync now")}
    </Button>
  );
  return (
    <Show when={obstacle() !== undefined} fallback={button()}>
      <Tooltip class="rounded-lg" content={obstacle()}>
        {button()}
      </Tooltip>
    </Show>
  );
}
