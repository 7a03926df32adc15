import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/solid-query";
import type { Accessor } from "solid-js";
import { isId } from "~/lib/is-id";
import { afterCursor, type Cursor, cutPage } from "~/lib/keyset";
import { periodDays } from "~/lib/period";
import { problemFromDatabase, take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { Day } from "~/lib/time-zone";
import { useQuery } from "~/lib/use-query";
import { cursorOfCall } from "~/modules/calls/calls.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { type Recording, type RecordingFilters, recordingConditions } from "./recordings.models";

export interface RecordingScope {
  orgId: string;
  timeZone: string;
  /** The org's current day, from which periods are counted. */
  today: Day;
}

/** Under the days that are asked for: when the org's current day changes, so does the list of "today". */
function keyOf(name: string, { orgId, timeZone, today }: RecordingScope, filters: RecordingFilters) {
  const days = periodDays(filters.period, today);
  return ["organization", orgId, "recordings", name, timeZone, days, filters] as const;
}

const columns =
  "id, call_id, phone_number_id, started_at, duration_seconds, call:calls!inner(direction, outcome, counterpart, counterpart_name, agent_extension, agent_name)";

/** Recordings that filters leave, newest first, from a place in the list on. */
function recordingsAfter(
  { orgId, timeZone, today }: RecordingScope,
  filters: RecordingFilters,
  cursor: Cursor | null,
) {
  let query = supabase().from("recordings").select(columns).eq("org_id", orgId);
  for (const { column, operator, value } of recordingConditions(filters, timeZone, today)) {
    query = query.filter(column, operator, value);
  }
  return afterCursor(query, "started_at", cursor)
    .order("started_at", { ascending: false })
    .order("id", { ascending: false });
}

const pageSize = 50;

/** An org's recordings under filters, newest first, a page at a time by key. */
export function recordingsOptions(scope: RecordingScope, filters: RecordingFilters) {
  return infiniteQueryOptions({
    queryKey: keyOf("list", scope, filters),
    initialPageParam: null as Cursor | null,
    queryFn: async ({ pageParam, signal }) => {
      const page = recordingsAfter(scope, filters, pageParam).limit(pageSize + 1);
      return cutPage(take(await page.abortSignal(signal)), pageSize, cursorOfCall);
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    reconcile: "id",
  });
}

const exportPageSize = 500;

/** The recordings that follow one in an export. */
export async function recordingsToExport(
  scope: RecordingScope,
  filters: RecordingFilters,
  last: Recording | undefined,
  signal: AbortSignal,
): Promise<Recording[]> {
  const cursor = last ? cursorOfCall(last) : null;
  return take(await recordingsAfter(scope, filters, cursor).limit(exportPageSize).abortSignal(signal));
}

/** How many recordings the filters leave. */
export function recordingCountOptions(scope: RecordingScope, filters: RecordingFilters) {
  return queryOptions({
    queryKey: keyOf("count", scope, filters),
    queryFn: async ({ signal }) => {
      let query = supabase()
        .from("recordings")
        .select("id, call:calls!inner(id)", { count: "exact", head: true })
        .eq("org_id", scope.orgId);
      for (const { column, operator, value } of recordingConditions(filters, scope.timeZone, scope.today)) {
        query = query.filter(column, operator, value);
      }
      const { count, error, status } = await query.abortSignal(signal);
      if (error) throw problemFromDatabase(error, status);
      return count;
    },
    placeholderData: keepPreviousData,
  });
}

/** One recording, or null when there is none that the person may hear. */
export async function fetchRecording(
  orgId: string,
  recordingId: string,
  signal?: AbortSignal,
): Promise<Recording | null> {
  if (!isId(recordingId)) return null;
  const query = supabase().from("recordings").select(columns).eq("org_id", orgId).eq("id", recordingId);
  return take(await (signal ? query.abortSignal(signal) : query).maybeSingle());
}

export function recordingOptions(orgId: string, recordingId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "recordings", "one", recordingId],
    queryFn: async ({ signal }) => ({ recording: await fetchRecording(orgId, recordingId, signal) }),
  });
}

function recordingOfCallOptions(orgId: string, callId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "recordings", "of-call", callId],
    queryFn: async ({ signal }) => {
      const query = supabase().from("recordings").select(columns).eq("org_id", orgId).eq("call_id", callId);
      return { recording: take(await query.abortSignal(signal).maybeSingle()) };
    },
  });
}

/** The recording of a call: `{ recording: null }` when there is none that the person may hear. */
export function useRecordingOfCall(callId: Accessor<string>) {
  const { organization } = useOrganization();
  return useQuery(() => recordingOfCallOptions(organization().id, callId()));
}
