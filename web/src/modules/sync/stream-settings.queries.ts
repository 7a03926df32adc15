import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { Problem, take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { SyncStream } from "./sync.models";
import { syncStreamsOptions } from "./sync.queries";

export interface StreamChange {
  stream: SyncStream;
  change: { is_enabled: boolean } | { interval_seconds: number };
}

/** Pauses, resumes or paces a stream. A change that the database didn't take counts as refused. */
export function useChangeStream(orgId: string) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: async ({ stream, change }: StreamChange) => {
      const query = supabase().from("sync_streams").update(change).eq("org_id", orgId);
      const [changed] = take(
        await query.eq("integration_id", stream.integration_id).eq("stream", stream.stream).select("stream"),
      );
      if (changed) return;
      throw new Problem("rejected", "The stream was not changed.", {
        hint: "Only admins and owners change streams. Reload the page to see what holds now.",
      });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: syncStreamsOptions(orgId).queryKey }),
  }));
}
