import { addDays, type Day, startOfDay, startOfHour } from "./time-zone.ts";

/** An hour that comes once a week, by the org's own clock. */
export interface HourOfWeek {
  /** 1 is Monday. */
  weekday: number;
  hour: number;
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** As an address names it: "1-15" is Mondays from 3 PM to 4 PM. */
export function hourParam({ weekday, hour }: HourOfWeek): string {
  return `${weekday}-${hour}`;
}

/** The hour that an address names; null when it names none or makes no sense. */
export function parseHour(param: unknown): HourOfWeek | null {
  const parts = typeof param === "string" && param.match(/^([1-7])-(\d|1\d|2[0-3])$/);
  return parts ? { weekday: Number(parts[1]), hour: Number(parts[2]) } : null;
}

/** Instants as ISO 8601 in UTC: start included, end not. */
interface Stretch {
  start: string;
  end: string;
}

/** When the hour was, on the days from the first to the last. Longer where the clock repeats it, absent where it skips it. */
export function hourStretches(
  { weekday, hour }: HourOfWeek,
  days: { from: Day; to: Day },
  timeZone: string,
): Stretch[] {
  const stretches: Stretch[] = [];
  const first = addDays(days.from, (weekday - weekdayOf(days.from) + 7) % 7);
  for (let day = first; day <= days.to; day = addDays(day, 7)) {
    const start = startOfHour(day, hour, timeZone);
    const end = hour === 23 ? startOfDay(addDays(day, 1), timeZone) : startOfHour(day, hour + 1, timeZone);
    if (start < end) stretches.push({ start: start.toISOString(), end: end.toISOString() });
  }
  return stretches;
}

const weekdayFormats = {
  short: new Intl.DateTimeFormat(undefined, { weekday: "short", timeZone: "UTC" }),
  long: new Intl.DateTimeFormat(undefined, { weekday: "long", timeZone: "UTC" }),
};
const hourFormat = new Intl.DateTimeFormat(undefined, { hour: "numeric", timeZone: "UTC" });

/** 1 → "Mon" or "Monday". */
export function weekdayName(weekday: number, style: "short" | "long"): string {
  // The first of January 2024 was a Monday.
  return weekdayFormats[style].format(new Date(Date.UTC(2024, 0, weekday)));
}

/** 15 → "3 PM". */
export function hourName(hour: number): string {
  return hourFormat.format(new Date(Date.UTC(2024, 0, 1, hour)));
}

/** "Monday, 3 PM – 4 PM". */
export function hourOfWeekName({ weekday, hour }: HourOfWeek): string {
  return `${weekdayName(weekday, "long")}, ${hourName(hour)} – ${hourName((hour + 1) % 24)}`;
}
