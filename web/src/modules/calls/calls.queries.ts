import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/solid-query";
import { problemFromDatabase, take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import { type CallCursor, type CallFilters, type CallPage, callsPageSize, toCallPage } from "./calls.models";
import { type CallScope, requestCallCount, requestCalls } from "./calls.requests";

/** An org's calls under filters, newest first, a page at a time by key. */
export function callsOptions(scope: CallScope, filters: CallFilters) {
  return infiniteQueryOptions({
    queryKey: ["organization", scope.orgId, "calls", "list", scope.timeZone, filters],
    initialPageParam: null as CallCursor | null,
    queryFn: async ({ pageParam, signal }): Promise<CallPage> => {
      const page = requestCalls(supabase(), scope, filters, pageParam);
      return toCallPage(take(await page.limit(callsPageSize + 1).abortSignal(signal)));
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** How many calls the filters leave. */
export function callCountOptions(scope: CallScope, filters: CallFilters) {
  return queryOptions({
    queryKey: ["organization", scope.orgId, "calls", "count", scope.timeZone, filters],
    queryFn: async ({ signal }) => {
      const query = requestCallCount(supabase(), scope, filters);
      const { count, error, status } = await query.abortSignal(signal);
      if (error) throw problemFromDatabase(error, status);
      return count;
    },
    placeholderData: keepPreviousData,
  });
}

/** One call, or null when there is none that the person may see. */
export function callOptions(orgId: string, callId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "calls", "one", callId],
    queryFn: async ({ signal }) => {
      const query = supabase().from("calls").select("*").eq("org_id", orgId).eq("id", callId);
      return { call: take(await query.abortSignal(signal).maybeSingle()) };
    },
  });
}
