import { queryOptions } from "@tanstack/solid-query";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { EndedJob } from "./notifications.models";

const dayMs = 86_400_000;
const rememberedDays = 14;
const mostJobs = 50;

/**
 * The syncs that ended lately and that someone should hear of: what failed, history that is loaded, and what the person
 * asked for themselves. Beside the history of syncs, so that it is renewed with it.
 */
export function endedJobsOptions(orgId: string, userId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "sync-jobs", "ended", userId],
    queryFn: async ({ signal }): Promise<EndedJob[]> => {
      const since = new Date(Date.now() - rememberedDays * dayMs).toISOString();
      const query = supabase()
        .from("sync_jobs")
        .select(
          "id, stream, trigger, status, requested_by, finished_at, error_code, error_hint, rows_fetched, rows_inserted, rows_updated",
        )
        .eq("org_id", orgId)
        .gte("created_at", since)
        .or(
          `status.eq.failed,and(status.eq.succeeded,trigger.eq.backfill),and(status.eq.succeeded,trigger.eq.manual,requested_by.eq.${userId})`,
        )
        .order("created_at", { ascending: false })
        .limit(mostJobs);
      return take(await query.abortSignal(signal));
    },
    reconcile: "id",
  });
}
