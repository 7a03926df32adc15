import { infiniteQueryOptions, keepPreviousData } from "@tanstack/solid-query";
import { periodRange } from "~/lib/period";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import {
  type AuditCursor,
  type AuditEntry,
  type AuditFilters,
  type AuditPage,
  auditPageSize,
  systemActor,
  toAuditPage,
} from "./audit.models";

interface AuditScope {
  orgId: string;
  timeZone: string;
}

/** Entries under filters, newest first, after a cursor. The list and its export ask the same. */
function entriesAfter({ orgId, timeZone }: AuditScope, filters: AuditFilters, cursor: AuditCursor | null) {
  const { start, end } = periodRange(filters.period, timeZone, new Date());
  let query = supabase().from("audit_log").select("*").eq("org_id", orgId).gte("at", start).lt("at", end);
  if (filters.actions.length > 0) query = query.in("action", filters.actions);
  if (filters.person === systemActor) query = query.is("actor_id", null);
  else if (filters.person !== "all") query = query.eq("actor_id", filters.person);
  if (cursor) {
    // The plain bound lets the database start at the right place of its index; the pair then decides exactly.
    query = query
      .lte("at", cursor.at)
      .or(`at.lt."${cursor.at}",and(at.eq."${cursor.at}",id.lt.${cursor.id})`);
  }
  return query.order("at", { ascending: false }).order("id", { ascending: false });
}

/** The audit log under filters, newest first, a page at a time by key. For admins. */
export function auditOptions(scope: AuditScope, filters: AuditFilters) {
  return infiniteQueryOptions({
    queryKey: ["organization", scope.orgId, "audit", scope.timeZone, filters],
    initialPageParam: null as AuditCursor | null,
    queryFn: async ({ pageParam, signal }): Promise<AuditPage> => {
      const query = entriesAfter(scope, filters, pageParam).limit(auditPageSize + 1);
      return toAuditPage(take(await query.abortSignal(signal)));
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
): Promise<AuditEntry[]> {
  return take(await entriesAfter(scope, filters, last ?? null).limit(exportPageSize));
}
