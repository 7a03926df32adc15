import { A } from "@solidjs/router";
import type { LucideProps } from "lucide-solid";
import CloudOff from "lucide-solid/icons/cloud-off";
import Plug from "lucide-solid/icons/plug";
import { type Component, Match, Switch } from "solid-js";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button, buttonClass } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { SkeletonRows } from "~/ui/skeleton";
import type { SyncStreamName } from "../sync.models";
import { useSyncStatus } from "../sync-status";

interface NothingSyncedProps {
  stream: SyncStreamName;
  icon: Component<LucideProps>;
  /** The rows in the plural: "numbers". */
  what: string;
  /** Whether the person is known to have no number; without one an agent sees nothing. */
  isWithoutNumbers: boolean;
}

/** Why there are no rows at all, and what would bring some. */
export function NothingSynced(props: NothingSyncedProps) {
  const { can } = useOrganization();
  const { streams, stream, liveJob } = useSyncStatus(() => props.stream);
  const isUnconnected = () => streams.isSuccess && streams.data?.length === 0;
  return (
    <Switch
      fallback={
        <EmptyState icon={props.icon} title={`No ${props.what} yet`}>
          {stream()?.last_success_at
            ? `The last sync found no ${props.what} in your MightyCall account.`
            : `Your ${props.what} will appear here after the first sync.`}
        </EmptyState>
      }
    >
      <Match when={streams.isPending}>
        <SkeletonRows count={3} label="Loading how the sync is going" />
      </Match>
      <Match when={isUnconnected()}>
        <EmptyState
          icon={Plug}
          title="MightyCall isn't connected"
          action={
            can("admin") && (
              <A href="/admin/mightycall" class={buttonClass("primary")}>
                Connect MightyCall
              </A>
            )
          }
        >
          {can("admin")
            ? `Connect your account to bring in your ${props.what}.`
            : `Once an administrator has connected your company's account, ${props.what} appear here.`}
        </EmptyState>
      </Match>
      <Match when={!can("manager") && props.isWithoutNumbers}>
        <EmptyState icon={props.icon} title="Nothing is assigned to you yet">
          You see the {props.what} of the phone numbers assigned to you. Ask a manager to assign you one.
        </EmptyState>
      </Match>
      <Match when={streams.isError && !stream()}>
        <EmptyState
          icon={CloudOff}
          title={`No ${props.what} to show`}
          action={
            <Button isBusy={streams.isFetching} onClick={() => void streams.refetch()}>
              Try again
            </Button>
          }
        >
          Whether any {props.what} have been synced couldn't be loaded.
        </EmptyState>
      </Match>
      <Match when={liveJob()}>
        <EmptyState icon={props.icon} title="The first sync is running">
          Your {props.what} will appear here as they come in.
        </EmptyState>
      </Match>
    </Switch>
  );
}
