import { Show } from "solid-js";
import { useOrganization } from "~/modules/organizations/organization.context";
import type { SyncStreamName } from "../sync.models";
import { useSyncStatus } from "../sync-status";
import { Freshness } from "./freshness";
import { SyncButton } from "./sync-button";

/** What a data page says about its age, with a button for those who may ask for more. */
export function SyncControls(props: { stream: SyncStreamName }) {
  const { can } = useOrganization();
  const { stream, liveJob } = useSyncStatus(() => props.stream);
  return (
    <Show when={stream()}>
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
