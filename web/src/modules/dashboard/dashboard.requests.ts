import * as v from "valibot";
import { take } from "~/lib/problem.ts";
import type { Client } from "~/lib/supabase.ts";
import { agentFigures, numberFigures } from "./breakdown.models.ts";
import { type BucketUnit, callBucket } from "./buckets.models.ts";
import type { DashboardFilters, Range } from "./dashboard.models.ts";
import { callKpis } from "./figures.models.ts";
import { busyHour } from "./heat-map.models.ts";

/** What the figures are asked for: an org, a range of time, and what narrows them. */
export interface FiguresRequest {
  orgId: string;
  range: Range;
  filters: Omit<DashboardFilters, "period">;
  signal: AbortSignal;
}

function argumentsOf({ orgId, range: { start, end }, filters }: FiguresRequest) {
  return {
    organization: orgId,
    period_start: start,
    period_end: end,
    ...(filters.phoneNumberId === "all" ? {} : { phone_number_ids: [filters.phoneNumberId] }),
    ...(filters.extension === "" ? {} : { agent: filters.extension }),
  };
}

export async function requestKpis(client: Client, request: FiguresRequest) {
  const rows = take(await client.rpc("call_kpis", argumentsOf(request)).abortSignal(request.signal));
  const [row] = v.parse(v.tuple([callKpis]), rows);
  return row;
}

export async function requestCallsOverTime(client: Client, request: FiguresRequest, unit: BucketUnit) {
  const args = { ...argumentsOf(request), unit };
  return v.parse(
    v.array(callBucket),
    take(await client.rpc("calls_over_time", args).abortSignal(request.signal)),
  );
}

export async function requestBusyHours(client: Client, request: FiguresRequest) {
  const query = client.rpc("calls_by_weekday_and_hour", argumentsOf(request));
  return v.parse(v.array(busyHour), take(await query.abortSignal(request.signal)));
}

export async function requestCallsByNumber(client: Client, request: FiguresRequest) {
  const query = client.rpc("calls_by_number", argumentsOf(request));
  return v.parse(v.array(numberFigures), take(await query.abortSignal(request.signal)));
}

export async function requestCallsByAgent(client: Client, request: FiguresRequest) {
  const query = client.rpc("calls_by_agent", argumentsOf(request));
  return v.parse(v.array(agentFigures), take(await query.abortSignal(request.signal)));
}
