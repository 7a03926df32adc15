import { keepPreviousData, queryOptions } from "@tanstack/solid-query";
import * as v from "valibot";
import { periodDays, periodRange } from "~/lib/period";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { Day } from "~/lib/time-zone";
import { callConditions } from "~/modules/calls/calls.models";
import { agentFigures, numberFigures } from "./breakdown.models";
import { type BucketUnit, callBucket } from "./buckets.models";
import { type DashboardFilters, previousRange, type Range } from "./dashboard.models";
import { callFiltersBehind, everyCall } from "./drill-down.models";
import { callKpis } from "./figures.models";
import { busyHour } from "./heat-map.models";

export interface DashboardScope {
  orgId: string;
  timeZone: string;
  /** The org's current day: when it changes, so do the figures of "today". */
  today: Day;
}

function keyOf(name: string, { orgId, timeZone, today }: DashboardScope, filters: DashboardFilters) {
  return ["organization", orgId, "calls", name, timeZone, today, filters] as const;
}

function argumentsOf(orgId: string, { start, end }: Range, filters: Omit<DashboardFilters, "period">) {
  return {
    organization: orgId,
    period_start: start,
    period_end: end,
    ...(filters.phoneNumberId === "all" ? {} : { phone_number_ids: [filters.phoneNumberId] }),
    ...(filters.extension === "" ? {} : { agent: filters.extension }),
  };
}

async function kpisOf(orgId: string, range: Range, filters: DashboardFilters, signal: AbortSignal) {
  const rows = take(
    await supabase()
      .rpc("call_kpis", argumentsOf(orgId, range, filters))
      .abortSignal(signal),
  );
  const [row] = v.parse(v.tuple([callKpis]), rows);
  return row;
}

/** The figures of the period. */
export function kpisOptions(scope: DashboardScope, filters: DashboardFilters) {
  return queryOptions({
    queryKey: keyOf("kpis", scope, filters),
    queryFn: ({ signal }) =>
      kpisOf(scope.orgId, periodRange(filters.period, scope.timeZone, new Date()), filters, signal),
    placeholderData: keepPreviousData,
  });
}

/** The figures of the period before, cut at the same moment while the period still runs. */
export function previousKpisOptions(scope: DashboardScope, filters: DashboardFilters) {
  return queryOptions({
    queryKey: keyOf("previous-kpis", scope, filters),
    queryFn: ({ signal }) =>
      kpisOf(scope.orgId, previousRange(filters.period, scope.timeZone, new Date()), filters, signal),
    placeholderData: keepPreviousData,
  });
}

export function callsOverTimeOptions(scope: DashboardScope, filters: DashboardFilters, unit: BucketUnit) {
  return queryOptions({
    queryKey: keyOf(`over-time-${unit}`, scope, filters),
    queryFn: async ({ signal }) => {
      const range = periodRange(filters.period, scope.timeZone, new Date());
      const args = { ...argumentsOf(scope.orgId, range, filters), unit };
      const rows = take(await supabase().rpc("calls_over_time", args).abortSignal(signal));
      const days = periodDays(filters.period, scope.today);
      return { unit, days, filters, buckets: v.parse(v.array(callBucket), rows) };
    },
    placeholderData: keepPreviousData,
  });
}

export function busyHoursOptions(scope: DashboardScope, filters: DashboardFilters) {
  return queryOptions({
    queryKey: keyOf("busy-hours", scope, filters),
    queryFn: async ({ signal }) => {
      const range = periodRange(filters.period, scope.timeZone, new Date());
      const args = argumentsOf(scope.orgId, range, filters);
      return v.parse(
        v.array(busyHour),
        take(await supabase().rpc("calls_by_weekday_and_hour", args).abortSignal(signal)),
      );
    },
    placeholderData: keepPreviousData,
  });
}

export function callsByNumberOptions(scope: DashboardScope, filters: DashboardFilters) {
  return queryOptions({
    queryKey: keyOf("by-number", scope, filters),
    queryFn: async ({ signal }) => {
      const range = periodRange(filters.period, scope.timeZone, new Date());
      const args = argumentsOf(scope.orgId, range, filters);
      return v.parse(
        v.array(numberFigures),
        take(await supabase().rpc("calls_by_number", args).abortSignal(signal)),
      );
    },
    placeholderData: keepPreviousData,
  });
}

/** All agents whatever agent is asked for: the list is also what one is chosen from, and each row stays the same. */
export function callsByAgentOptions(scope: DashboardScope, filters: DashboardFilters) {
  const ofEveryone = { ...filters, extension: "" };
  return queryOptions({
    queryKey: keyOf("by-agent", scope, ofEveryone),
    queryFn: async ({ signal }) => {
      const range = periodRange(filters.period, scope.timeZone, new Date());
      const args = argumentsOf(scope.orgId, range, ofEveryone);
      return v.parse(
        v.array(agentFigures),
        take(await supabase().rpc("calls_by_agent", args).abortSignal(signal)),
      );
    },
    placeholderData: keepPreviousData,
  });
}

export const latestCallsCount = 8;

export function latestCallsOptions(scope: DashboardScope, filters: DashboardFilters) {
  return queryOptions({
    queryKey: keyOf("latest", scope, filters),
    queryFn: async ({ signal }) => {
      let query = supabase().from("calls").select("*").eq("org_id", scope.orgId);
      const behind = callFiltersBehind(filters, everyCall);
      for (const { column, operator, value } of callConditions(behind, scope.timeZone, new Date())) {
        query = query.filter(column, operator, value);
      }
      const latest = query.order("started_at", { ascending: false }).order("id", { ascending: false });
      return take(await latest.limit(latestCallsCount).abortSignal(signal));
    },
    placeholderData: keepPreviousData,
  });
}
