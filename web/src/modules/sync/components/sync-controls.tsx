import { Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Skeleton } from "~/ui/skeleton";
import type { SyncStreamName } from "../sync.models";
import { useSyncStatus } from "../sync-status";
import { Freshness } from "./freshness";
import { SyncButton } from "./sync-button";

/** What a data page says about its age, with a button for those who may ask for more. */
export function SyncControls(props: { stream: SyncStreamName }) {
  const { can } = useOrganization();
  const { streams, stream, liveJob } = useSyncStatus(() => props.stream);
  return (
    <Show
      when={stream()}
      fallback={
        <Show when={streams.isPending}>
          <Skeleton class={classNames("w-52", can("manager") ? "h-9 pointer-coarse:h-11" : "h-5")} />
        </Show>
      }
    >
      {(row) => (
        <>
          <Freshness stream={row()} />
          <Show when={can("manager")}>
            <SyncButton integrationId={row().integration_id} stream={row().stream} liveJob={liveJob()} />
          </Show>
        </>
      )}
    </Show>
  );
}
