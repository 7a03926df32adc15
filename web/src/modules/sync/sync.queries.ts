import { queryOptions, useMutation, useQueryClient } from "@tanstack/solid-query";
import { createStore } from "solid-js/store";
import { Problem, take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { SyncStreamName } from "./sync.models";
import { isListeningToSyncs } from "./sync-notices";

/** How each stream of an org is doing. Every member may know how old their data is. */
export function syncStreamsOptions(orgId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "sync", "streams"],
    queryFn: async ({ signal }) =>
      take(
        await supabase()
          .from("sync_streams")
          .select("*")
          .eq("org_id", orgId)
          .order("stream")
          .abortSignal(signal),
      ),
    reconcile: "stream",
  });
}

const liveJobPollMs = 2500;

/** Jobs that wait or run, at most one a stream. Asked for repeatedly only while there is one and no notice would come. */
export function liveSyncJobsOptions(orgId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "sync", "live-jobs"],
    queryFn: async ({ signal }) => {
      const query = supabase()
        .from("sync_jobs")
        .select("*, requester:profiles(full_name, email)")
        .eq("org_id", orgId);
      return take(await query.in("status", ["queued", "running"]).abortSignal(signal));
    },
    reconcile: "id",
    refetchInterval: (query) => (query.state.data?.length && !isListeningToSyncs() ? liveJobPollMs : false),
  });
}

export interface SyncRequest {
  integrationId: string;
  stream: SyncStreamName;
}

/** Until when (ms) the server refuses another run, by integration and stream; learnt from its refusals. */
const [cooldowns, setCooldowns] = createStore<Record<string, number>>({});

export function cooldownUntilMs({ integrationId, stream }: SyncRequest): number | undefined {
  return cooldowns[`${integrationId} ${stream}`];
}

export function useRequestSync(orgId: string) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: async ({ integrationId, stream }: SyncRequest) =>
      take(await supabase().rpc("request_sync", { integration_id: integrationId, stream })),
    onError: (error, { integrationId, stream }) => {
      if (!(error instanceof Problem) || error.retryAfterSeconds === undefined) return;
      setCooldowns(`${integrationId} ${stream}`, Date.now() + error.retryAfterSeconds * 1000);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["organization", orgId, "sync"] }),
  }));
}
