import RotateCw from "lucide-solid/icons/rotate-cw";
import { createSignal, Match, Show, Switch } from "solid-js";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { toastProblem, toastSuccess } from "~/ui/toasts";
import { remainingRange } from "../job-range.models";
import { isOver, type SyncJob, streamLabels } from "../sync.models";
import { useRequestSync } from "../sync.queries";
import { jobProgressOptions, useCancelJob, useRequestBackfill } from "../sync-jobs.queries";

interface JobActionsProps {
  job: SyncJob;
  onStarted: (jobId: string) => void;
}

/** Stops a live job; starts again what failed or was stopped. */
export function JobActions(props: JobActionsProps) {
  const { can } = useOrganization();
  return (
    <Switch>
      <Match when={!isOver(props.job.status)}>
        <CancelJob job={props.job} />
      </Match>
      <Match when={props.job.status !== "succeeded"}>
        <Show
          when={
            props.job.trigger === "backfill" &&
            (props.job.stream === "calls" || props.job.stream === "sms_messages") &&
            props.job.stream
          }
          fallback={<RunAgain job={props.job} onStarted={props.onStarted} />}
        >
          {(stream) => (
            <Show when={can("admin")}>
              <LoadRest job={props.job} stream={stream()} onStarted={props.onStarted} />
            </Show>
          )}
        </Show>
      </Match>
    </Switch>
  );
}

function CancelJob(props: { job: SyncJob }) {
  const { organization } = useOrganization();
  const cancel = useCancelJob(organization().id);
  const [isConfirming, setIsConfirming] = createSignal(false);
  const run = () =>
    cancel.mutate(props.job.id, {
      onSuccess: () => toastSuccess("The sync was stopped.", "What it has stored stays."),
      onError: toastProblem,
      onSettled: () => setIsConfirming(false),
    });
  return (
    <>
      <Button onClick={() => setIsConfirming(true)}>Stop this sync</Button>
      <ConfirmDialog
        isOpen={isConfirming()}
        title="Stop this sync?"
        confirmLabel="Stop the sync"
        isBusy={cancel.isPending}
        onConfirm={run}
        onClose={() => setIsConfirming(false)}
      >
        It ends at once. The {streamLabels[props.job.stream].toLowerCase()} it has stored stay; what it has
        not read yet is left for a later sync.
      </ConfirmDialog>
    </>
  );
}

function RunAgain(props: JobActionsProps) {
  const { organization } = useOrganization();
  const request = useRequestSync(organization().id);
  const run = () =>
    request.mutate(
      { integrationId: props.job.integration_id, stream: props.job.stream },
      { onSuccess: (job) => props.onStarted(job.id), onError: toastProblem },
    );
  return (
    <Button isBusy={request.isPending} onClick={run}>
      <RotateCw class="size-4" aria-hidden="true" />
      Try again
    </Button>
  );
}

function LoadRest(props: JobActionsProps & { stream: "calls" | "sms_messages" }) {
  const { organization } = useOrganization();
  const request = useRequestBackfill(organization().id);
  const progress = useQuery(() => jobProgressOptions(organization().id, props.job.id));
  const rest = () => (progress.isPending ? null : remainingRange(progress.data ?? []));
  return (
    <Show when={rest()}>
      {(range) => (
        <Button
          isBusy={request.isPending}
          onClick={() =>
            request.mutate(
              { integrationId: props.job.integration_id, stream: props.stream, ...range() },
              { onSuccess: (job) => props.onStarted(job.id), onError: toastProblem },
            )
          }
        >
          <RotateCw class="size-4" aria-hidden="true" />
          Load the rest
        </Button>
      )}
    </Show>
  );
}
