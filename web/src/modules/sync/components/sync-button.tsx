import RefreshCw from "lucide-solid/icons/refresh-cw";
import { createMemo } from "solid-js";
import { classNames } from "~/lib/class-names";
import { useClock } from "~/lib/clock";
import { Problem } from "~/lib/problem";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { toastProblem } from "~/ui/toasts";
import { type SyncJob, type SyncStreamName, syncObstacle } from "../sync.models";
import { cooldownUntilMs, useRequestSync } from "../sync.queries";

interface SyncButtonProps {
  integrationId: string;
  stream: SyncStreamName;
  liveJob: SyncJob | undefined;
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
  function press() {
    const { integrationId, stream } = props;
    const reason = obstacle();
    if (reason === undefined) request.mutate({ integrationId, stream }, { onError: toastProblem });
    else toastProblem(new Problem("rejected", reason));
  }
  return (
    // Neither replaced nor `disabled` while there is an obstacle: whoever pressed it would lose the focus.
    <Button aria-disabled={obstacle() !== undefined} title={obstacle()} onClick={press}>
      <RefreshCw class={classNames("size-4", isLive() && "animate-spin")} aria-hidden="true" />
      {isLive() ? "Syncing…" : "Sync now"}
    </Button>
  );
}
