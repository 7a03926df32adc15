import { dayOf } from "./time-zone.ts";

/** Formatters follow the browser's locale; each Intl object is made once, since making one is slow. */
const integer = new Intl.NumberFormat();
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });
const dateTimeFormats = new Map<string, Intl.DateTimeFormat>();

export const unknown = "—";

/** 12345 → "12,345". */
export function formatInteger(value: number): string {
  return integer.format(value);
}

/** 1, "call" → "1 call"; 1284, "call" → "1,284 calls". */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatInteger(count)} ${count === 1 ? singular : plural}`;
}

/** Seconds as a clock reads them: 65 → "1:05", 3661 → "1:01:01"; unknown stays unknown. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null) return unknown;
  const pad = (part: number) => String(part).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = pad(Math.floor(seconds % 60));
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Seconds in words, for intervals: 60 → "1 minute", 5400 → "1 hour 30 minutes". */
export function formatInterval(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = Math.floor(seconds % 60);
  const parts = [
    hours > 0 && formatCount(hours, "hour"),
    minutes > 0 && formatCount(minutes, "minute"),
    rest > 0 && formatCount(rest, "second"),
  ];
  return parts.filter(Boolean).join(" ") || "0 seconds";
}

/** How often something happens: 3600 → "every hour", 5400 → "every 1 hour 30 minutes". */
export function formatFrequency(seconds: number): string {
  return `every ${formatInterval(seconds).replace(/^1 (\w+)$/, "$1")}`;
}

const relativeSteps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** How long ago or ahead, at the coarsest unit that fits: "2 min. ago", "in 3 hr.", "just now". */
export function formatRelativeTime(instant: string | Date, nowMs: number): string {
  const seconds = (new Date(instant).getTime() - nowMs) / 1000;
  for (const [unit, size] of relativeSteps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return seconds > 0 ? "in a moment" : "just now";
}

type DateTimeStyle = "day" | "date" | "time" | "short" | "full";

const dateTimeOptions: Record<DateTimeStyle, Intl.DateTimeFormatOptions> = {
  day: { year: "numeric", month: "short", day: "numeric" },
  date: { weekday: "short", month: "short", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  short: { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
  full: {
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  },
};

/** An instant in a time zone. "date" and "short" name the year when it isn't the zone's current one; "full" also names the zone. */
export function formatDateTime(
  instant: string | Date,
  timeZone: string,
  style: DateTimeStyle,
  now = new Date(),
): string {
  const date = new Date(instant);
  const isOfOtherYear =
    (style === "date" || style === "short") && yearOf(date, timeZone) !== yearOf(now, timeZone);
  const key = `${style} ${isOfOtherYear} ${timeZone}`;
  let format = dateTimeFormats.get(key);
  if (!format) {
    const year = isOfOtherYear ? ({ year: "numeric" } as const) : {};
    format = new Intl.DateTimeFormat(undefined, { ...dateTimeOptions[style], ...year, timeZone });
    dateTimeFormats.set(key, format);
  }
  return format.format(date);
}

function yearOf(instant: Date, timeZone: string): string {
  return dayOf(instant, timeZone).slice(0, 4);
}
