import { type QueryClient, useQueryClient } from "@tanstack/solid-query";
import { createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import * as v from "valibot";
import { listenToChannel } from "~/lib/realtime";
import { whenSettled } from "~/lib/when-settled";
import { isOver } from "./sync.models";

const notice = v.object({
  status: v.picklist(["queued", "running", "succeeded", "failed", "cancelled"]),
  has_changed_rows: v.boolean(),
});

const [isListening, setIsListening] = createSignal(false);

/** Whether the database tells us of syncs by itself. While it doesn't, live jobs have to be asked for. */
export { isListening as isListeningToSyncs };

/** What a sync has changed, as the parts of an org's keys: once it is over everything, or but itself if it found nothing new. */
function touchedBy(sync: v.InferOutput<typeof notice>): string[][] {
  if (!isOver(sync.status)) return [["sync"]];
  return sync.has_changed_rows ? [[]] : [["sync"], ["sync-jobs"]];
}

/** Renews queries, and calls off a first read of theirs that is under way, which the renewal alone would wait for. */
async function readAnew(queryClient: QueryClient, queryKey: string[]): Promise<void> {
  await queryClient.cancelQueries({ queryKey, predicate: ({ state }) => state.data === undefined });
  await queryClient.invalidateQueries({ queryKey });
}

/** Renews what an org's syncs touch, as the database tells of them. */
export function useSyncNotices(orgId: () => string) {
  const queryClient = useQueryClient();
  // The org may be read anew without being another one.
  const currentId = createMemo(orgId);

  createEffect(() => {
    const organizationKey = ["organization", currentId()];
    let stopListening = () => {};
    const callOff = whenSettled(() => {
      stopListening = listenToChannel(`org:${currentId()}`, {
        onListening: (isNowListening) => {
          setIsListening(isNowListening);
          // What was said while nobody listened is lost, be it in a break or since the page was read: all may have changed.
          if (isNowListening) void queryClient.invalidateQueries({ queryKey: organizationKey });
        },
        onMessage: (event, payload) => {
          if (event !== "sync" || !v.is(notice, payload)) return;
          const hasEnded = isOver(payload.status);
          for (const queryKey of touchedBy(payload).map((part) => [...organizationKey, ...part])) {
            if (hasEnded) void readAnew(queryClient, queryKey);
            // A read that is under way is let finish, so that a burst of notices costs few reads.
            else void queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false });
          }
        },
      });
    });
    onCleanup(() => {
      callOff();
      stopListening();
      setIsListening(false);
    });
  });
}
