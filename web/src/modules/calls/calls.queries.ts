import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/solid-query";
import { isId } from "~/lib/is-id";
import { type Cursor, cutPage } from "~/lib/keyset";
import { periodDays } from "~/lib/period";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import { type Call, type CallFilters, cursorOfCall, pageSizeAfter } from "./calls.models";
import { type CallScope, countCalls, requestCalls } from "./calls.requests";

/** Under the days that are asked for: when the org's current day changes, so does the list of "today". */
function keyOf(name: string, { orgId, timeZone, today }: CallScope, filters: CallFilters) {
  const days = periodDays(filters.period, today);
  return ["organization", orgId, "calls", name, timeZone, days, filters] as const;
}

/** An org's calls under filters, newest first, a page at a time by key. */
export function callsOptions(scope: CallScope, filters: CallFilters) {
  return infiniteQueryOptions({
    queryKey: keyOf("list", scope, filters),
    initialPageParam: null as Cursor | null,
    queryFn: async ({ pageParam, signal }) => {
      const pageSize = pageSizeAfter(pageParam);
      const page = requestCalls(supabase(), scope, filters, pageParam).limit(pageSize + 1);
      return cutPage(take(await page.abortSignal(signal)), pageSize, cursorOfCall);
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

const exportPageSize = 500;

/** The calls that follow one in an export. */
export async function callsToExport(
  scope: CallScope,
  filters: CallFilters,
  last: Call | undefined,
  signal: AbortSignal,
): Promise<Call[]> {
  const cursor = last ? cursorOfCall(last) : null;
  return take(
    await requestCalls(supabase(), scope, filters, cursor).limit(exportPageSize).abortSignal(signal),
  );
}

/** How many calls the filters leave. */
export function callCountOptions(scope: CallScope, filters: CallFilters) {
  return queryOptions({
    queryKey: keyOf("count", scope, filters),
    queryFn: ({ signal }) => countCalls(supabase(), scope, filters, signal),
    placeholderData: keepPreviousData,
  });
}

/** One call, or null when there is none that the person may see. */
export function callOptions(orgId: string, callId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "calls", "one", callId],
    queryFn: async ({ signal }) => {
      if (!isId(callId)) return { call: null };
      const query = supabase().from("calls").select("*").eq("org_id", orgId).eq("id", callId);
      return { call: take(await query.abortSignal(signal).maybeSingle()) };
    },
  });
}
