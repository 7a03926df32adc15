import * as v from "valibot";
import { type HourOfWeek, hourParam, hourStretches, parseHour } from "~/lib/hour-of-week.ts";
import { isId } from "~/lib/is-id.ts";
import type { Cursor } from "~/lib/keyset.ts";
import {
  type Period,
  type PeriodParams,
  parsePeriod,
  periodDays,
  periodParams,
  periodRange,
} from "~/lib/period.ts";
import type { Enums, Tables } from "~/lib/supabase.ts";
import type { Day } from "~/lib/time-zone.ts";

export type Call = Tables["calls"]["Row"];
export type CallDirection = Enums["call_direction"];
export type CallOutcome = Enums["call_outcome"];

/** "all", null and an empty list mean that the filter is off; of a list, a call fits any one. */
export interface CallFilters {
  period: Period;
  /** An hour that comes once a week: all of it that lies in the period. */
  hour: HourOfWeek | null;
  directions: CallDirection[];
  outcomes: CallOutcome[];
  /** A number's id, "all", or "none" for the calls of no number. */
  phoneNumberId: string;
  extension: string;
  search: string;
}

const directions: CallDirection[] = ["inbound", "outbound", "internal", "unknown"];
const outcomes: CallOutcome[] = [
  "answered",
  "missed",
  "abandoned",
  "voicemail",
  "no_answer",
  "cancelled",
  "unknown",
];

/** The filters that an address asks for; what makes no sense is off. */
export function parseCallFilters(params: Record<string, unknown>): CallFilters {
  return {
    period: parsePeriod(params),
    hour: parseHour(params.hour),
    directions: chosenOf(directions, params.direction),
    outcomes: chosenOf(outcomes, params.outcome),
    phoneNumberId: params.number === "none" || isId(params.number) ? params.number : "all",
    extension: textOf(params.extension),
    search: textOf(params.q),
  };
}

/** Longer than any name, and short enough for the address of a request. */
const textLength = 100;

/** A text to look for. Postgres knows no character of the number zero. */
function textOf(typed: unknown): string {
  return typeof typed === "string"
    ? [...typed.replaceAll("\0", "")].slice(0, textLength).join("").trim()
    : "";
}

/** Those of the known values that a parameter lists: "answered,missed". */
function chosenOf<Value extends string>(known: Value[], listed: unknown): Value[] {
  const wanted = typeof listed === "string" ? listed.split(",") : [];
  return known.filter((value) => wanted.includes(value));
}

export interface CallParams extends PeriodParams {
  hour: string | undefined;
  direction: string | undefined;
  outcome: string | undefined;
  number: string | undefined;
  extension: string | undefined;
  q: string | undefined;
}

/** The address parameters of filters; undefined, so absent, for those that are off. */
export function callParams(filters: CallFilters): CallParams {
  return {
    ...periodParams(filters.period),
    hour: filters.hour ? hourParam(filters.hour) : undefined,
    direction: filters.directions.join(",") || undefined,
    outcome: filters.outcomes.join(",") || undefined,
    number: filters.phoneNumberId === "all" ? undefined : filters.phoneNumberId,
    extension: filters.extension || undefined,
    q: filters.search || undefined,
  };
}

/** How many filters besides the period are on. */
export function countActiveFilters(filters: CallFilters): number {
  const { period: _period, hour, ...others } = filters;
  const areOn = Object.values(others).map((value) => value !== "all" && value.length > 0);
  return [hour !== null, ...areOn].filter(Boolean).length;
}

/** One condition of a PostgREST query. */
export interface Condition {
  column:
    | "started_at"
    | "direction"
    | "outcome"
    | "phone_number_id"
    | "agent_extension"
    | "counterpart"
    | "counterpart_name";
  operator: "eq" | "in" | "is" | "gte" | "lt" | "like" | "ilike";
  value: string;
}

/** The conditions that filters put on `calls`, but for the hour of the week, which is one of alternatives. */
export function callConditions(filters: CallFilters, timeZone: string, today: Day): Condition[] {
  const { start, end } = periodRange(filters.period, timeZone, today);
  const conditions: (Condition | false)[] = [
    { column: "started_at", operator: "gte", value: start },
    { column: "started_at", operator: "lt", value: end },
    filters.directions.length > 0 && {
      column: "direction",
      operator: "in",
      value: `(${filters.directions.join(",")})`,
    },
    filters.outcomes.length > 0 && {
      column: "outcome",
      operator: "in",
      value: `(${filters.outcomes.join(",")})`,
    },
    filters.phoneNumberId !== "all" && numberCondition(filters.phoneNumberId),
    filters.extension !== "" && { column: "agent_extension", operator: "eq", value: filters.extension },
    filters.search !== "" && searchCondition(filters.search),
  ];
  return conditions.filter((condition) => condition !== false);
}

function numberCondition(phoneNumberId: string): Condition {
  if (phoneNumberId === "none") return { column: "phone_number_id", operator: "is", value: "null" };
  return { column: "phone_number_id", operator: "eq", value: phoneNumberId };
}

/** "In any of the stretches that are this hour of the week" in PostgREST's language; null when any hour will do. */
export function hourCondition(
  { hour, period }: Pick<CallFilters, "hour" | "period">,
  timeZone: string,
  today: Day,
): string | null {
  if (!hour) return null;
  const stretches = hourStretches(hour, periodDays(period, today), timeZone);
  // Without any, no call fits: each has started some time.
  if (stretches.length === 0) return "started_at.is.null";
  return stretches
    .map(({ start, end }) => `and(started_at.gte.${compact(start)},started_at.lt.${compact(end)})`)
    .join(",");
}

/** "2026-03-01T10:00:00.000Z" as "20260301T100000Z": nothing that needs quotes, so that a year of weeks fits an address. */
function compact(instant: string): string {
  return `${instant.slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** A text of digits is looked for in the number, however it is written; any other in the name. */
function searchCondition(search: string): Condition {
  if (/^[\d\s()+./-]*\d[\d\s()+./-]*$/.test(search)) {
    // Numbers are stored as E.164, where a country's leading zero is dropped.
    const digits = search.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
    return { column: "counterpart", operator: "like", value: `%${digits}%` };
  }
  // PostgREST reads * as %, and has no way to escape it: "any one character" is the closest.
  const literal = search.replace(/[\\%_]/g, "\\$&").replaceAll("*", "_");
  return { column: "counterpart_name", operator: "ilike", value: `%${literal}%` };
}

/** Where a page ends with a call or a recording: the next page is what comes after it, newest first. */
export function cursorOfCall({ started_at, id }: Pick<Call, "started_at" | "id">): Cursor {
  return { at: started_at, id };
}

/** The first page comes fast; the further ones are for who reads on, and for renewing a long list in few steps. */
const firstPageSize = 50;
const laterPageSize = 250;

/** How many calls the page after a cursor holds. */
export function pageSizeAfter(cursor: Cursor | null): number {
  return cursor ? laterPageSize : firstPageSize;
}

const optionalText = v.optional(v.nullable(v.string()), null);
const participants = v.array(
  v.object({
    role: optionalText,
    name: optionalText,
    extension: optionalText,
    number: optionalText,
    is_connected: v.optional(v.nullable(v.boolean()), null),
  }),
);

export type CallParticipant = v.InferOutput<typeof participants>[number];

/** Who took part in a call, in the provider's order. */
export function participantsOf(call: Pick<Call, "participants">): CallParticipant[] {
  return v.parse(participants, call.participants);
}

/** When a call ended; null while its length is unknown. */
export function endOf(call: Pick<Call, "started_at" | "duration_seconds">): Date | null {
  if (call.duration_seconds === null) return null;
  return new Date(Date.parse(call.started_at) + call.duration_seconds * 1000);
}
