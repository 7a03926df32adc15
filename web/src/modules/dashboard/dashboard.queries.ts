import { keepPreviousData, queryOptions } from "@tanstack/solid-query";
import { periodDays, periodRange } from "~/lib/period";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { Day } from "~/lib/time-zone";
import { requestCalls } from "~/modules/calls/calls.requests";
import type { BucketUnit } from "./buckets.models";
import { type DashboardFilters, previousRange } from "./dashboard.models";
import {
  type FiguresRequest,
  requestBusyHours,
  requestCallsByAgent,
  requestCallsByNumber,
  requestCallsOverTime,
  requestKpis,
} from "./dashboard.requests";
import { callFiltersBehind, everyCall } from "./drill-down.models";

export interface DashboardScope {
  orgId: string;
  timeZone: string;
  /** The org's current day: when it changes, so do the figures of "today". */
  today: Day;
}

function keyOf(name: string, { orgId, timeZone, today }: DashboardScope, filters: DashboardFilters) {
  return ["organization", orgId, "calls", name, timeZone, today, filters] as const;
}

function requestOf(
  { orgId, timeZone, today }: DashboardScope,
  filters: DashboardFilters,
  signal: AbortSignal,
): FiguresRequest {
  return { orgId, range: periodRange(filters.period, timeZone, today), filters, signal };
}

/** The figures of the period. */
export function kpisOptions(scope: DashboardScope, filters: DashboardFilters) {
  return queryOptions({
    queryKey: keyOf("kpis", scope, filters),
    queryFn: ({ signal }) => requestKpis(supabase(), requestOf(scope, filters, signal)),
    placeholderData: keepPreviousData,
  });
}

/** The figures of the period before, cut at the same moment while the period still runs. */
export function previousKpisOptions(scope: DashboardScope, filters: DashboardFilters) {
  return queryOptions({
    queryKey: keyOf("previous-kpis", scope, filters),
    queryFn: ({ signal }) => {
      const range = previousRange(filters.period, scope.timeZone, new Date());
      return requestKpis(supabase(), { orgId: scope.orgId, range, filters, signal });
    },
    placeholderData: keepPreviousData,
  });
}

export function callsOverTimeOptions(scope: DashboardScope, filters: DashboardFilters, unit: BucketUnit) {
  return queryOptions({
    queryKey: keyOf(`over-time-${unit}`, scope, filters),
    queryFn: async ({ signal }) => {
      const buckets = await requestCallsOverTime(supabase(), requestOf(scope, filters, signal), unit);
      return { unit, days: periodDays(filters.period, scope.today), filters, buckets };
    },
    placeholderData: keepPreviousData,
  });
}

export function busyHoursOptions(scope: DashboardScope, filters: DashboardFilters) {
  return queryOptions({
    queryKey: keyOf("busy-hours", scope, filters),
    queryFn: async ({ signal }) => {
      const rows = await requestBusyHours(supabase(), requestOf(scope, filters, signal));
      return { rows, filters };
    },
    placeholderData: keepPreviousData,
  });
}

export function callsByNumberOptions(scope: DashboardScope, filters: DashboardFilters) {
  return queryOptions({
    queryKey: keyOf("by-number", scope, filters),
    queryFn: ({ signal }) => requestCallsByNumber(supabase(), requestOf(scope, filters, signal)),
    placeholderData: keepPreviousData,
  });
}

/** All agents whatever agent is asked for: the list is also what one is chosen from, and each row stays the same. */
export function callsByAgentOptions(scope: DashboardScope, filters: DashboardFilters) {
  const ofEveryone = { ...filters, extension: "" };
  return queryOptions({
    queryKey: keyOf("by-agent", scope, ofEveryone),
    queryFn: ({ signal }) => requestCallsByAgent(supabase(), requestOf(scope, ofEveryone, signal)),
    placeholderData: keepPreviousData,
  });
}

export const latestCallsCount = 8;

export function latestCallsOptions(scope: DashboardScope, filters: DashboardFilters) {
  return queryOptions({
    queryKey: keyOf("latest", scope, filters),
    queryFn: async ({ signal }) => {
      const latest = requestCalls(supabase(), scope, callFiltersBehind(filters, everyCall), null);
      return take(await latest.limit(latestCallsCount).abortSignal(signal));
    },
    placeholderData: keepPreviousData,
  });
}
