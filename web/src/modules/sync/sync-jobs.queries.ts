import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/solid-query";
import * as v from "valibot";
import { afterCursor, type Cursor, cutPage } from "~/lib/keyset";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { HistoryStream } from "./backfill.models";
import { requestBudget } from "./request-budget.models";
import type { JobFilters, RequestedJob } from "./sync-jobs.models";

const jobColumns = "*, requester:profiles(full_name, email)";

const pageSize = 30;
const cursorOf = ({ created_at, id }: RequestedJob) => ({ at: created_at, id });

/** An org's syncs, newest first, a page at a time by key. */
export function syncJobsOptions(orgId: string, filters: JobFilters) {
  return infiniteQueryOptions({
    queryKey: ["organization", orgId, "sync-jobs", "list", filters],
    initialPageParam: null as Cursor | null,
    queryFn: async ({ pageParam, signal }) => {
      let query = supabase().from("sync_jobs").select(jobColumns).eq("org_id", orgId);
      if (filters.stream !== "all") query = query.eq("stream", filters.stream);
      if (filters.status !== "all") query = query.eq("status", filters.status);
      if (filters.trigger !== "all") query = query.eq("trigger", filters.trigger);
      const page = afterCursor(query, "created_at", pageParam)
        .order("created_at", { ascending: false })
        .order("id", { ascending: false })
        .limit(pageSize + 1);
      return cutPage(take(await page.abortSignal(signal)), pageSize, cursorOf);
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    reconcile: "id",
  });
}

/** One sync, or null when there is none that the person may see. Under "sync", so that its progress shows. */
export function syncJobOptions(orgId: string, jobId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "sync", "job", jobId],
    queryFn: async ({ signal }) => {
      const query = supabase().from("sync_jobs").select(jobColumns).eq("org_id", orgId).eq("id", jobId);
      return { job: take(await query.abortSignal(signal).maybeSingle()) };
    },
    reconcile: "id",
  });
}

/** Which parts of its range of time a job has read, oldest first; none for a job without a range. */
export function jobProgressOptions(orgId: string, jobId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "sync", "progress", jobId],
    queryFn: async ({ signal }) =>
      take(await supabase().rpc("sync_job_progress", { job_id: jobId }).abortSignal(signal)),
  });
}

/** How many of the day's requests are left; null inside when MightyCall isn't connected. */
export function requestBudgetOptions(orgId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "sync", "budget"],
    queryFn: async ({ signal }) => {
      const answer = take(
        await supabase().rpc("request_budget", { organization: orgId }).abortSignal(signal),
      );
      return { budget: v.parse(requestBudget, answer) };
    },
  });
}

/**
 * Renews what changes after a person started or stopped a sync. Not awaited: the button that asked may be gone before it
 * could say what came of it.
 */
function useRenewSyncs(orgId: string) {
  const queryClient = useQueryClient();
  return () => {
    for (const part of ["sync", "sync-jobs"]) {
      void queryClient.invalidateQueries({ queryKey: ["organization", orgId, part] });
    }
  };
}

export interface BackfillRequest {
  integrationId: string;
  stream: HistoryStream;
  start: string;
  end: string;
}

/** Has a range of the past read, newest first. */
export function useRequestBackfill(orgId: string) {
  const renew = useRenewSyncs(orgId);
  return useMutation(() => ({
    mutationFn: async ({ integrationId, stream, start, end }: BackfillRequest) =>
      take(
        await supabase().rpc("request_backfill", {
          integration_id: integrationId,
          stream,
          range_start: start,
          range_end: end,
        }),
      ),
    onSettled: renew,
  }));
}

/** Stops a sync that waits or runs. What it has stored stays. */
export function useCancelJob(orgId: string) {
  const renew = useRenewSyncs(orgId);
  return useMutation(() => ({
    mutationFn: async (jobId: string) => take(await supabase().rpc("cancel_sync_job", { job_id: jobId })),
    onSettled: renew,
  }));
}
