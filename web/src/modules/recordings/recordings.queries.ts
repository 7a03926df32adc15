import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/solid-query";
import type { Accessor } from "solid-js";
import { isId } from "~/lib/is-id";
import { problemFromDatabase, take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import { useQuery } from "~/lib/use-query";
import { type CallCursor, olderThan } from "~/modules/calls/calls.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import {
  type Recording,
  type RecordingFilters,
  type RecordingPage,
  recordingConditions,
  recordingsPageSize,
  toRecordingPage,
} from "./recordings.models";

export interface RecordingScope {
  orgId: string;
  timeZone: string;
}

const columns =
  "id, call_id, phone_number_id, started_at, duration_seconds, call:calls!inner(direction, outcome, counterpart, counterpart_name, agent_extension, agent_name)";

/** Recordings that filters leave, newest first, from a place in the list on. */
function recordingsAfter(
  { orgId, timeZone }: RecordingScope,
  filters: RecordingFilters,
  cursor: CallCursor | null,
) {
  let query = supabase().from("recordings").select(columns).eq("org_id", orgId);
  for (const { column, operator, value } of recordingConditions(filters, timeZone, new Date())) {
    query = query.filter(column, operator, value);
  }
  // The plain bound lets the database start at the right place of its index; the pair then decides exactly.
  if (cursor) query = query.lte("started_at", cursor.startedAt).or(olderThan(cursor));
  return query.order("started_at", { ascending: false }).order("id", { ascending: false });
}

/** An org's recordings under filters, newest first, a page at a time by key. */
export function recordingsOptions(scope: RecordingScope, filters: RecordingFilters) {
  return infiniteQueryOptions({
    queryKey: ["organization", scope.orgId, "recordings", "list", scope.timeZone, filters],
    initialPageParam: null as CallCursor | null,
    queryFn: async ({ pageParam, signal }): Promise<RecordingPage> => {
      const page = recordingsAfter(scope, filters, pageParam).limit(recordingsPageSize + 1);
      return toRecordingPage(take(await page.abortSignal(signal)));
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
): Promise<Recording[]> {
  const cursor = last ? { startedAt: last.started_at, id: last.id } : null;
  return take(await recordingsAfter(scope, filters, cursor).limit(exportPageSize));
}

/** How many recordings the filters leave. */
export function recordingCountOptions({ orgId, timeZone }: RecordingScope, filters: RecordingFilters) {
  return queryOptions({
    queryKey: ["organization", orgId, "recordings", "count", timeZone, filters],
    queryFn: async ({ signal }) => {
      let query = supabase()
        .from("recordings")
        .select("id, call:calls!inner(id)", { count: "exact", head: true })
        .eq("org_id", orgId);
      for (const { column, operator, value } of recordingConditions(filters, timeZone, new Date())) {
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
