import { addDays, type Day, isDay, startOfDay } from "./time-zone.ts";

export const periodPresets = ["today", "yesterday", "7d", "30d", "month", "last-month", "90d"] as const;
export type PeriodPreset = (typeof periodPresets)[number];

/** Whole days in the org's time zone: a preset that moves with the calendar, or fixed days, both ends included. */
export type Period = { preset: PeriodPreset } | { preset: "custom"; from: Day; to: Day };

export const defaultPeriod: Period = { preset: "7d" };

export const periodLabels: Record<PeriodPreset, string> = {
  today: "Today",
  yesterday: "Yesterday",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  month: "This month",
  "last-month": "Last month",
  "90d": "Last 90 days",
};

export interface PeriodParams {
  period?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The period that an address asks for; the default when it asks for none or for one that makes no sense. */
export function parsePeriod(params: Record<string, unknown>): Period {
  const preset = periodPresets.find((candidate) => candidate === params.period);
  if (preset) return { preset };
  const { from, to } = params;
  if (!isDay(from) || !isDay(to)) return defaultPeriod;
  return from <= to ? { preset: "custom", from, to } : { preset: "custom", from: to, to: from };
}

/** The address parameters of a period; none for the default. */
export function periodParams(period: Period): PeriodParams {
  if (period.preset === "custom") return { period: undefined, from: period.from, to: period.to };
  const isDefault = period.preset === defaultPeriod.preset;
  return { period: isDefault ? undefined : period.preset, from: undefined, to: undefined };
}

function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

/** First and last day of a period, seen from a given today. */
export function periodDays(period: Period, today: Day): { from: Day; to: Day } {
  switch (period.preset) {
    case "custom":
      return { from: period.from, to: period.to };
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case "7d":
      return { from: addDays(today, -6), to: today };
    case "30d":
      return { from: addDays(today, -29), to: today };
    case "month":
      return { from: firstOfMonth(today), to: today };
    case "last-month": {
      const lastDay = addDays(firstOfMonth(today), -1);
      return { from: firstOfMonth(lastDay), to: lastDay };
    }
    case "90d":
      return { from: addDays(today, -89), to: today };
  }
}

/** The instants of a period as ISO 8601 in UTC, seen from a given today: start included, end not. */
export function periodRange(period: Period, timeZone: string, today: Day): { start: string; end: string } {
  const { from, to } = periodDays(period, today);
  return {
    start: startOfDay(from, timeZone).toISOString(),
    end: startOfDay(addDays(to, 1), timeZone).toISOString(),
  };
}
