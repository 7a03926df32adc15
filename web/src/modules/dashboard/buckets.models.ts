import * as v from "valibot";
import { weekdayOf } from "~/lib/hour-of-week.ts";
import { addDays, type Day, dayOf, hourOf } from "~/lib/time-zone.ts";
import type { CallFilters } from "~/modules/calls/calls.models.ts";
import { countDays } from "./dashboard.models.ts";

/** A row of the database function `calls_over_time`. */
export const callBucket = v.object({
  bucket_start: v.string(),
  answered: v.number(),
  missed: v.number(),
  abandoned: v.number(),
  voicemail: v.number(),
  outbound: v.number(),
  other: v.number(),
});

export type CallBucket = v.InferOutput<typeof callBucket>;

export const bucketUnits = ["hour", "day", "week", "month"] as const;
export type BucketUnit = (typeof bucketUnits)[number];

interface Days {
  from: Day;
  to: Day;
}

/** The longest periods, in days, that a unit still draws well. */
const longestByUnit: [BucketUnit, number][] = [
  ["hour", 2],
  ["day", 62],
  ["week", 366],
  // The database draws 1,100 days, and a changed clock may add an hour to them.
  ["month", 1099],
];

/** What a period is cut into; null when it is too long to be drawn. */
export function bucketUnit(days: Days): BucketUnit | null {
  const length = countDays(days);
  return longestByUnit.find(([, longest]) => length <= longest)?.[0] ?? null;
}

/** The days of a bucket that lie in the period; of an hour, its day. */
export function bucketDays(bucketStart: string, unit: BucketUnit, period: Days, timeZone: string): Days {
  const first = dayOf(new Date(bucketStart), timeZone);
  const last = lastDayOf(first, unit);
  const startsBefore = first < period.from;
  const endsAfter = last > period.to;
  return { from: startsBefore ? period.from : first, to: endsAfter ? period.to : last };
}

/** The call log's filters that leave the calls of a bucket. */
export function bucketFilters(
  bucketStart: string,
  unit: BucketUnit,
  period: Days,
  timeZone: string,
): Pick<CallFilters, "period" | "hour"> {
  const days = bucketDays(bucketStart, unit, period, timeZone);
  const hour = { weekday: weekdayOf(days.from), hour: hourOf(new Date(bucketStart), timeZone) };
  return { period: { preset: "custom", ...days }, hour: unit === "hour" ? hour : null };
}

function lastDayOf(first: Day, unit: BucketUnit): Day {
  if (unit === "hour" || unit === "day") return first;
  if (unit === "week") return addDays(first, 6);
  const inNextMonth = addDays(`${first.slice(0, 7)}-01`, 31);
  return addDays(`${inNextMonth.slice(0, 7)}-01`, -1);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(undefined, options);
    formats.set(key, format);
  }
  return format;
}

/** Days as people name them: "Nov 9 – 15", with the year when it isn't the current one. */
export function formatDays({ from, to }: Days, today: Day): string {
  const isThisYear = from.slice(0, 4) === today.slice(0, 4) && to.slice(0, 4) === today.slice(0, 4);
  const format = formatOf({
    month: "short",
    day: "numeric",
    timeZone: "UTC",
    ...(isThisYear ? {} : { year: "numeric" }),
  });
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

/** The short name of a bucket, for the axis: "3 PM", "Nov 16", "Nov". */
export function bucketLabel(bucketStart: string, unit: BucketUnit, days: Days, timeZone: string): string {
  if (unit === "hour") return formatOf({ hour: "numeric", timeZone }).format(new Date(bucketStart));
  const first = bucketDays(bucketStart, unit, days, timeZone).from;
  const options: Intl.DateTimeFormatOptions =
    unit === "month" ? { month: "short", year: "2-digit" } : { month: "short", day: "numeric" };
  return formatOf({ ...options, timeZone: "UTC" }).format(new Date(`${first}T00:00:00Z`));
}

/** The full name of a bucket: "Sun, Nov 22, 3 PM", "Mon, Nov 16", "Nov 16 – 22". */
export function bucketTitle(bucketStart: string, unit: BucketUnit, days: Days, timeZone: string): string {
  const start = new Date(bucketStart);
  const day = { weekday: "short", month: "short", day: "numeric" } as const;
  if (unit === "hour") return formatOf({ ...day, hour: "numeric", timeZone }).format(start);
  if (unit === "day") return formatOf({ ...day, timeZone }).format(start);
  return formatDays(bucketDays(bucketStart, unit, days, timeZone), days.to);
}
