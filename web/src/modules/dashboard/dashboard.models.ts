import { type Period, periodDays, periodRange } from "~/lib/period.ts";
import { addDays, type Day, dayOf, startOfDay } from "~/lib/time-zone.ts";
import { callParams, parseCallFilters } from "~/modules/calls/calls.models.ts";
import type { SyncStream } from "~/modules/sync/sync.models.ts";

/** What narrows the figures. The same names as the call log's filters, so that a link can carry them over. */
export interface DashboardFilters {
  period: Period;
  /** A number's id, or "all". */
  phoneNumberId: string;
  /** An agent's extension, or "" for everyone. */
  extension: string;
}

/** The filters that an address asks for; what makes no sense is off. */
export function parseDashboardFilters(params: Record<string, unknown>): DashboardFilters {
  const { period, phoneNumberId, extension } = parseCallFilters(params);
  return { period, phoneNumberId: phoneNumberId === "none" ? "all" : phoneNumberId, extension };
}

/** The address parameters of filters; undefined, so absent, for those that are off. */
export function dashboardParams(filters: DashboardFilters) {
  const { period, from, to, number, extension } = callParams({ ...parseCallFilters({}), ...filters });
  return { period, from, to, number, extension };
}

/** What the colours of the busy hours show: how many calls, or how many of them were answered. */
export type BusyHoursView = "offered" | "rate";

export function parseBusyHoursView(params: Record<string, unknown>): BusyHoursView {
  return params.hours === "rate" ? "rate" : "offered";
}

/** Instants as ISO 8601 in UTC: start included, end not. */
export interface Range {
  start: string;
  end: string;
}

/** How many days a period has, both ends included. */
export function countDays({ from, to }: { from: Day; to: Day }): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/**
 * The period of the same length right before. While a period still runs, the one before is cut at the same moment of
 * its day: a morning is compared with a morning, not with a whole day.
 */
export function previousRange(period: Period, timeZone: string, now: Date): Range {
  const today = dayOf(now, timeZone);
  const { from, to } = periodDays(period, today);
  const length = countDays({ from, to });
  const start = startOfDay(addDays(from, -length), timeZone);
  const isRunning = from <= today && today <= to;
  if (!isRunning) return { start: start.toISOString(), end: startOfDay(from, timeZone).toISOString() };

  const elapsedMs = now.getTime() - startOfDay(today, timeZone).getTime();
  const dayBefore = addDays(today, -length);
  const cutMs = startOfDay(dayBefore, timeZone).getTime() + elapsedMs;
  const endOfDayMs = startOfDay(addDays(dayBefore, 1), timeZone).getTime();
  return { start: start.toISOString(), end: new Date(Math.min(cutMs, endOfDayMs)).toISOString() };
}

export interface Compared {
  previous: Range;
  /** The days of the previous period; the last one is partial when the period still runs. */
  days: { from: Day; to: Day };
  isCut: boolean;
}

/** The previous period with the days that name it. */
export function comparedPeriod(period: Period, timeZone: string, now: Date): Compared {
  const previous = previousRange(period, timeZone, now);
  const end = new Date(previous.end);
  const to = dayOf(new Date(end.getTime() - 1), timeZone);
  const isCut = startOfDay(addDays(to, 1), timeZone).getTime() !== end.getTime();
  return { previous, days: { from: dayOf(new Date(previous.start), timeZone), to }, isCut };
}

type Coverage = Pick<SyncStream, "earliest" | "watermark">;

/** A gap at the end of what was read that is too small to change a figure: a hundredth of the period. */
const toleratedShare = 0.01;
const toleratedMs = 15 * 60_000;

/** Whether calls of the period may be missing at its end, since the sync hasn't come that far. */
export function isBehind(period: Period, timeZone: string, { watermark }: Coverage, now: Date): boolean {
  const { start, end } = periodRange(period, timeZone, dayOf(now, timeZone));
  const seenUntilMs = Math.min(Date.parse(end), now.getTime());
  const tolerableMs = Math.max(toleratedMs, (seenUntilMs - Date.parse(start)) * toleratedShare);
  return !watermark || seenUntilMs - Date.parse(watermark) > tolerableMs;
}

/** Whether calls before this moment may be missing, since they were never read: they are unknown, not zero. */
export function isUnreadBefore(moment: string, { earliest }: Coverage): boolean {
  return !earliest || Date.parse(earliest) > Date.parse(moment);
}

/** Why a period can't be compared with the one before; null when it can. Both must have been read in full. */
export function comparisonObstacle(
  period: Period,
  timeZone: string,
  stream: Coverage,
  now: Date,
): "history" | "behind" | null {
  if (isUnreadBefore(previousRange(period, timeZone, now).start, stream)) return "history";
  return isBehind(period, timeZone, stream, now) ? "behind" : null;
}
