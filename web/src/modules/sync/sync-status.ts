import { useQueryClient } from "@tanstack/solid-query";
import { createEffect, createMemo, on } from "solid-js";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import type { SyncStreamName } from "./sync.models";
import { liveSyncJobsOptions, syncStreamsOptions } from "./sync.queries";
import { isListeningToSyncs } from "./sync-notices";

/** The state of one stream of the current org and its live job, which only managers and up may see. */
export function useSyncStatus(name: () => SyncStreamName) {
  const { organization, can } = useOrganization();
  const queryClient = useQueryClient();
  const streams = useQuery(() => syncStreamsOptions(organization().id));
  const jobs = useQuery(() => ({ ...liveSyncJobsOptions(organization().id), enabled: can("manager") }));

  const stream = createMemo(() =>
    streams.isPending ? undefined : streams.data?.find((row) => row.stream === name()),
  );
  const liveJob = createMemo(() =>
    jobs.isPending ? undefined : jobs.data?.find((job) => job.stream === name()),
  );

  // A job that is no longer live has brought rows: show them, unless a notice does.
  createEffect(
    on(
      () => liveJob()?.id,
      (jobId, previousJobId) => {
        if (!previousJobId || jobId === previousJobId || isListeningToSyncs()) return;
        void queryClient.invalidateQueries({ queryKey: ["organization", organization().id] });
      },
    ),
  );

  return { streams, stream, liveJob };
}
