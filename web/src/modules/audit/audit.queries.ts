import { infiniteQueryOptions, keepPreviousData } from "@tanstack/solid-query";
import { afterCursor, type Cursor, cutPage } from "~/lib/keyset";
import { periodDays, periodRange } from "~/lib/period";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { Day } from "~/lib/time-zone";
import { type AuditEntry, type AuditFilters, systemActor } from "./audit.models";

interface AuditScope {
  orgId: string;
  timeZone: string;
  /** The org's current day, from which periods are counted. */
  today: Day;
}

/** Entries under filters, newest first, after a cursor. The list and its export ask the same. */
function entriesAfter({ orgId, timeZone, today }: AuditScope, filters: AuditFilters, cursor: Cursor | null) {
  const { start, end } = periodRange(filters.period, timeZone, today);
  let query = supabase().from("audit_log").select("*").eq("org_id", orgId).gte("at", start).lt("at", end);
  if (filters.actions.length > 0) query = query.in("action", filters.actions);
  if (filters.person === systemActor) query = query.is("actor_id", null);
  else if (filters.person !== "all") query = query.eq("actor_id", filters.person);
  return afterCursor(query, "at", cursor).order("at", { ascending: false }).order("id", { ascending: false });
}

const pageSize = 50;
const cursorOf = ({ at, id }: AuditEntry) => ({ at, id });

/** The audit log under filters, newest first, a page at a time by key. For admins. */
export function auditOptions(scope: AuditScope, filters: AuditFilters) {
  const { orgId, timeZone, today } = scope;
  return infiniteQueryOptions({
    // Under the days that are asked for: when the org's current day changes, so does the log of "today".
    queryKey: ["organization", orgId, "audit", timeZone, periodDays(filters.period, today), filters],
    initialPageParam: null as Cursor | null,
    queryFn: async ({ pageParam, signal }) => {
      const query = entriesAfter(scope, filters, pageParam).limit(pageSize + 1);
      return cutPage(take(await query.abortSignal(signal)), pageSize, cursorOf);
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    reconcile: "id",
  });
}

const exportPageSize = 500;

/** The entries that follow the last one exported. */
export async function auditEntriesToExport(
  scope: AuditScope,
  filters: AuditFilters,
  last: AuditEntry | undefined,
  signal: AbortSignal,
): Promise<AuditEntry[]> {
  const page = entriesAfter(scope, filters, last ?? null).limit(exportPageSize);
  return take(await page.abortSignal(signal));
}
