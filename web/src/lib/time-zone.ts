/** A calendar day, "2026-03-29", without a time or a zone. */
export type Day = string;

const hourFormats = new Map<string, Intl.DateTimeFormat>();
const dayFormats = new Map<string, Intl.DateTimeFormat>();
const dayMs = 86_400_000;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** The calendar day that an instant falls on in an IANA time zone. */
export function dayOf(instant: Date, timeZone: string): Day {
  let format = dayFormats.get(timeZone);
  if (!format) {
    // The Swedish locale writes ISO 8601 dates.
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    dayFormats.set(timeZone, format);
  }
  return format.format(instant);
}

/**
 * The first instant of a day in a time zone, which isn't midnight where the clock skips it. Searched rather than
 * computed: days only ever follow each other, whatever a zone does with its offset, and zones lie within ±15 h.
 */
export function startOfDay(day: Day, timeZone: string): Date {
  return firstInstant(Date.parse(`${day}T00:00:00Z`), (instant) => dayOf(instant, timeZone) >= day);
}

/** The first instant of an hour of a day in a time zone; where the clock skips it, that of the next hour there is. */
export function startOfHour(day: Day, hour: number, timeZone: string): Date {
  const wanted = `${day} ${twoDigits(hour)}`;
  const inUtc = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000;
  return firstInstant(
    inUtc,
    (instant) => `${dayOf(instant, timeZone)} ${twoDigits(hourOf(instant, timeZone))}` >= wanted,
  );
}

/** The hour that a clock in the zone shows, 0 to 23. */
export function hourOf(instant: Date, timeZone: string): number {
  let format = hourFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, hour: "2-digit", hourCycle: "h23" });
    hourFormats.set(timeZone, format);
  }
  return Number(format.format(instant));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** The first second around a moment, at most 15 h off, from which on something is reached. */
function firstInstant(aroundMs: number, isReached: (instant: Date) => boolean): Date {
  let before = aroundMs - 15 * 3_600_000;
  let onOrAfter = aroundMs + 15 * 3_600_000;
  while (onOrAfter - before > 1000) {
    const middle = before + Math.floor((onOrAfter - before) / 2000) * 1000;
    if (isReached(new Date(middle))) onOrAfter = middle;
    else before = middle;
  }
  return new Date(onOrAfter);
}

const clockFormats = new Map<string, Intl.DateTimeFormat>();

/** An instant as ISO 8601 with the clock and the offset of a time zone: "2026-11-22T18:30:05-05:00". */
export function isoInZone(instant: Date, timeZone: string): string {
  let format = clockFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    clockFormats.set(timeZone, format);
  }
  const clock = format.format(instant).replace(" ", "T");
  const offsetMinutes = Math.round((Date.parse(`${clock}Z`) - instant.getTime()) / 60_000);
  const pad = (part: number) => String(part).padStart(2, "0");
  const size = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
  return clock + offset;
}

/** The day so many days later (or earlier, when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** Whether a text names a day that exists: not "2026-02-30". */
export function isDay(text: unknown): text is Day {
  if (typeof text !== "string" || !dayPattern.test(text)) return false;
  return !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text;
}

/** The browser's own zone, as a first guess for a new org. */
export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether the browser knows a zone, by any of its names: the list has but one of them. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The zones to choose from. UTC is one, though not every browser lists it. */
export function timeZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])];
}
