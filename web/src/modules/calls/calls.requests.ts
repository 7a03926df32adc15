import { afterCursor, type Cursor } from "~/lib/keyset.ts";
import { periodRange } from "~/lib/period.ts";
import { problemFromDatabase, take } from "~/lib/problem.ts";
import type { Client } from "~/lib/supabase.ts";
import type { Day } from "~/lib/time-zone.ts";
import { type CallFilters, callConditions, countActiveFilters, hourCondition } from "./calls.models.ts";

export interface CallScope {
  orgId: string;
  timeZone: string;
  /** The org's current day, from which periods are counted. */
  today: Day;
}

interface Narrowable {
  filter(column: string, operator: string, value: unknown): this;
  or(filters: string): this;
}

function underFilters<Query extends Narrowable>(
  query: Query,
  filters: CallFilters,
  { timeZone, today }: CallScope,
): Query {
  let narrowed = query;
  for (const { column, operator, value } of callConditions(filters, timeZone, today)) {
    narrowed = narrowed.filter(column, operator, value);
  }
  const hour = hourCondition(filters, timeZone, today);
  return hour === null ? narrowed : narrowed.or(hour);
}

/** An org's calls under filters, newest first, from a place in the list on. */
export function requestCalls(client: Client, scope: CallScope, filters: CallFilters, cursor: Cursor | null) {
  const query = underFilters(client.from("calls").select("*").eq("org_id", scope.orgId), filters, scope);
  return afterCursor(query, "started_at", cursor)
    .order("started_at", { ascending: false })
    .order("id", { ascending: false });
}

/** How many calls the filters leave. A whole period is counted from rollups, however large; all else from the rows. */
export async function countCalls(
  client: Client,
  scope: CallScope,
  filters: CallFilters,
  signal: AbortSignal,
): Promise<number | null> {
  if (countActiveFilters(filters) === 0) {
    const { start, end } = periodRange(filters.period, scope.timeZone, scope.today);
    const period = { organization: scope.orgId, period_start: start, period_end: end };
    return take(await client.rpc("call_count", period).abortSignal(signal));
  }
  const query = client.from("calls").select("id", { count: "exact", head: true }).eq("org_id", scope.orgId);
  const { count, error, status } = await underFilters(query, filters, scope).abortSignal(signal);
  if (error) throw problemFromDatabase(error, status);
  return count;
}
