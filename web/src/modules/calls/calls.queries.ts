import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/solid-query";
import { problemFromDatabase, take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import {
  type CallCursor,
  type CallFilters,
  type CallPage,
  callConditions,
  callsPageSize,
  olderThan,
  toCallPage,
} from "./calls.models";

interface CallScope {
  orgId: string;
  timeZone: string;
}

/** An org's calls under filters, newest first, a page at a time by key. */
export function callsOptions({ orgId, timeZone }: CallScope, filters: CallFilters) {
  return infiniteQueryOptions({
    queryKey: ["organization", orgId, "calls", "list", timeZone, filters],
    initialPageParam: null as CallCursor | null,
    queryFn: async ({ pageParam, signal }): Promise<CallPage> => {
      let query = supabase().from("calls").select("*").eq("org_id", orgId);
      for (const { column, operator, value } of callConditions(filters, timeZone, new Date())) {
        query = query.filter(column, operator, value);
      }
      // The plain bound lets the database start at the right place of its index; the pair then decides exactly.
      if (pageParam) query = query.lte("started_at", pageParam.startedAt).or(olderThan(pageParam));
      const page = query.order("started_at", { ascending: false }).order("id", { ascending: false });
      return toCallPage(take(await page.limit(callsPageSize + 1).abortSignal(signal)));
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** How many calls the filters leave. */
export function callCountOptions({ orgId, timeZone }: CallScope, filters: CallFilters) {
  return queryOptions({
    queryKey: ["organization", orgId, "calls", "count", timeZone, filters],
    queryFn: async ({ signal }) => {
      let query = supabase().from("calls").select("id", { count: "exact", head: true }).eq("org_id", orgId);
      for (const { column, operator, value } of callConditions(filters, timeZone, new Date())) {
        query = query.filter(column, operator, value);
      }
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
