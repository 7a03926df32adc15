import { periodRange } from "~/lib/period.ts";
import { problemFromDatabase, take } from "~/lib/problem.ts";
import type { Client } from "~/lib/supabase.ts";
import {
  type CallCursor,
  type CallFilters,
  callConditions,
  countActiveFilters,
  hourCondition,
  olderThan,
} from "./calls.models.ts";

export interface CallScope {
  orgId: string;
  timeZone: string;
}

interface Narrowable {
  filter(column: string, operator: string, value: unknown): this;
  or(filters: string): this;
}

function underFilters<Query extends Narrowable>(query: Query, filters: CallFilters, timeZone: string): Query {
  const now = new Date();
  let narrowed = query;
  for (const { column, operator, value } of callConditions(filters, timeZone, now)) {
    narrowed = narrowed.filter(column, operator, value);
  }
  const hour = hourCondition(filters, timeZone, now);
  return hour === null ? narrowed : narrowed.or(hour);
}

/** An org's calls under filters, newest first, from a place in the list on. */
export function requestCalls(
  client: Client,
  { orgId, timeZone }: CallScope,
  filters: CallFilters,
  cursor: CallCursor | null,
) {
  let query = underFilters(client.from("calls").select("*").eq("org_id", orgId), filters, timeZone);
  // The plain bound lets the database start at the right place of its index; the pair then decides exactly.
  if (cursor) query = query.lte("started_at", cursor.startedAt).or(olderThan(cursor));
  return query.order("started_at", { ascending: false }).order("id", { ascending: false });
}

/** How many calls the filters leave. A whole period is counted from rollups, however large; all else from the rows. */
export async function countCalls(
  client: Client,
  { orgId, timeZone }: CallScope,
  filters: CallFilters,
  signal: AbortSignal,
): Promise<number | null> {
  if (countActiveFilters(filters) === 0) {
    const { start, end } = periodRange(filters.period, timeZone, new Date());
    const period = { organization: orgId, period_start: start, period_end: end };
    return take(await client.rpc("call_count", period).abortSignal(signal));
  }
  const query = client.from("calls").select("id", { count: "exact", head: true }).eq("org_id", orgId);
  const { count, error, status } = await underFilters(query, filters, timeZone).abortSignal(signal);
  if (error) throw problemFromDatabase(error, status);
  return count;
}
