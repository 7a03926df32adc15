import type { Tables } from "~/lib/supabase";
import type { Day } from "~/lib/time-zone";
import {
  type Call,
  type CallFilters,
  type CallParams,
  type Condition,
  callConditions,
  callParams,
  countActiveFilters,
  parseCallFilters,
} from "~/modules/calls/calls.models";

/** A recording with what is known of its call. */
export type Recording = Pick<
  Tables["recordings"]["Row"],
  "id" | "call_id" | "phone_number_id" | "started_at" | "duration_seconds"
> & {
  call: Pick<
    Call,
    "direction" | "outcome" | "counterpart" | "counterpart_name" | "agent_extension" | "agent_name"
  >;
};

/** Filters of the call log, but for the outcome and the hour, and how long a call must have been. 0 means that it doesn't matter. */
export interface RecordingFilters extends Omit<CallFilters, "outcomes" | "hour"> {
  minimumSeconds: number;
}

/** The filters that only the call log has, off. */
const withoutCalls: Pick<CallFilters, "outcomes" | "hour"> = { outcomes: [], hour: null };

export const minimumSecondsChoices = [0, 30, 60, 120, 300, 600] as const;

/** The filters that an address asks for; what makes no sense is off. */
export function parseRecordingFilters(params: Record<string, unknown>): RecordingFilters {
  const { outcomes: _outcomes, hour: _hour, ...filters } = parseCallFilters(params);
  const minimumSeconds = minimumSecondsChoices.find((seconds) => String(seconds) === params.longer) ?? 0;
  return { ...filters, minimumSeconds };
}

export type RecordingParams = Omit<CallParams, "outcome" | "hour"> & { longer: string | undefined };

/** The address parameters of filters; undefined, so absent, for those that are off. */
export function recordingParams({ minimumSeconds, ...filters }: RecordingFilters): RecordingParams {
  const { outcome: _outcome, hour: _hour, ...params } = callParams({ ...filters, ...withoutCalls });
  return { ...params, longer: minimumSeconds > 0 ? String(minimumSeconds) : undefined };
}

/** How many filters besides the period are on. */
export function countRecordingFilters({ minimumSeconds, ...filters }: RecordingFilters): number {
  return countActiveFilters({ ...filters, ...withoutCalls }) + (minimumSeconds > 0 ? 1 : 0);
}

/** One condition of a PostgREST query on recordings, with their call embedded as `call`. */
export interface RecordingCondition {
  column: "started_at" | "phone_number_id" | "duration_seconds" | `call.${Condition["column"]}`;
  operator: Condition["operator"];
  value: string;
}

/** The conditions that filters put on recordings; the list, its count and its export all use these same ones. */
export function recordingConditions(
  { minimumSeconds, ...filters }: RecordingFilters,
  timeZone: string,
  today: Day,
): RecordingCondition[] {
  const conditions = callConditions({ ...filters, ...withoutCalls }, timeZone, today).map(
    ({ column, operator, value }): RecordingCondition => {
      // A recording knows its own time and number, and has an index for each.
      const isOwn = column === "started_at" || column === "phone_number_id";
      return { column: isOwn ? column : `call.${column}`, operator, value };
    },
  );
  if (minimumSeconds === 0) return conditions;
  return [...conditions, { column: "duration_seconds", operator: "gte", value: String(minimumSeconds) }];
}

/** The recordings before and after one in a list; undefined at its ends, and for one that isn't in it. */
export function neighboursOf(recordings: Recording[], id: string | undefined) {
  const index = recordings.findIndex((recording) => recording.id === id);
  if (index === -1) return { previous: undefined, next: undefined };
  return { previous: recordings[index - 1]?.id, next: recordings[index + 1]?.id };
}
