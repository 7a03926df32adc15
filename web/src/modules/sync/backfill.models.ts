import type { Enums } from "~/lib/supabase";
import { addDays, type Day, dayOf, isDay, startOfDay } from "~/lib/time-zone";
import type { SyncStream } from "./sync.models.ts";

/** The streams that have a history to load. */
export type HistoryStream = Extract<Enums["sync_stream"], "calls" | "sms_messages">;

export interface BackfillInput {
  from: string;
  to: string;
}

export interface BackfillErrors {
  from?: string;
  to?: string;
}

const oldestYears = 10;

function oldestDay(today: Day): Day {
  return `${Number(today.slice(0, 4)) - oldestYears}${today.slice(4)}`;
}

/** What is wrong with the days; empty when all is right. The database asks the same. */
export function backfillErrors({ from, to }: BackfillInput, today: Day): BackfillErrors {
  const errors: BackfillErrors = {};
  if (!isDay(from)) errors.from = "Choose the first day.";
  else if (from <= oldestDay(today)) errors.from = `Choose a day within the last ${oldestYears} years.`;
  if (!isDay(to)) errors.to = "Choose the last day.";
  else if (to > today) errors.to = "Choose today or a day before it.";
  else if (isDay(from) && from > to) errors.to = "The last day comes before the first.";
  return errors;
}

/** Whole days in the org's time zone as instants: start included, end not, and never in the future. */
export function backfillRange(
  { from, to }: { from: Day; to: Day },
  timeZone: string,
  now: Date,
): { start: string; end: string } {
  const endMs = Math.min(startOfDay(addDays(to, 1), timeZone).getTime(), now.getTime());
  return { start: startOfDay(from, timeZone).toISOString(), end: new Date(endMs).toISOString() };
}

const proposedDays = 90;

/** The history that most likely is wanted: the days just before what the stream has already. */
export function proposeBackfill(
  stream: Pick<SyncStream, "earliest"> | undefined,
  timeZone: string,
  now: Date,
): { from: Day; to: Day } {
  const lastMissing = stream?.earliest ? new Date(Date.parse(stream.earliest) - 1) : now;
  const to = dayOf(lastMissing, timeZone);
  return { from: addDays(to, 1 - proposedDays), to };
}
