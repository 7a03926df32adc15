import * as v from "valibot";
import { formatInteger } from "~/lib/format.ts";

/** A row of the database function `calls_by_weekday_and_hour`; weekday 1 is Monday. */
export const busyHour = v.object({
  weekday: v.number(),
  hour: v.number(),
  offered: v.number(),
  answered: v.number(),
});

export type BusyHour = v.InferOutput<typeof busyHour>;

export interface BusyHours {
  /** The hours from the first to the last with a call, so that quiet nights take no room. */
  hours: number[];
  /** Monday first; a cell for each of the hours. */
  days: { weekday: number; cells: BusyHour[] }[];
  mostOffered: number;
}

/** Fewer columns than this look lost. */
const fewestHours = 12;

/** The grid of a week. What the database leaves out had no call. */
export function busyHoursOf(rows: BusyHour[]): BusyHours {
  const hours = hoursOf(rows);
  const byTime = new Map(rows.map((row) => [`${row.weekday} ${row.hour}`, row]));
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    cells: hours.map(
      (hour) => byTime.get(`${weekday} ${hour}`) ?? { weekday, hour, offered: 0, answered: 0 },
    ),
  }));
  return { hours, days, mostOffered: Math.max(0, ...rows.map((row) => row.offered)) };
}

function hoursOf(rows: BusyHour[]): number[] {
  let first = Math.min(8, ...rows.map((row) => row.hour));
  const last = Math.max(first + fewestHours - 1, ...rows.map((row) => row.hour));
  first = Math.min(first, 24 - fewestHours);
  return Array.from({ length: Math.min(last, 23) - first + 1 }, (_, index) => first + index);
}

/** One step of a colour scale: from here up to where the next one begins. */
export interface Level {
  from: number;
  label: string;
}

const countLevels = 5;

/** Up to five even steps from 1 to the most; fewer when there are fewer different counts. */
export function offeredLevels(most: number): Level[] {
  const ends = Array.from({ length: countLevels }, (_, index) =>
    Math.ceil((most * (index + 1)) / countLevels),
  );
  const distinct = [...new Set(ends)].filter((end) => end > 0);
  return distinct.map((end, index) => {
    const from = (distinct[index - 1] ?? 0) + 1;
    return {
      from,
      label: from === end ? formatInteger(end) : `${formatInteger(from)}–${formatInteger(end)}`,
    };
  });
}

/** Shares of calls answered, worst first. Fixed, so that a colour means the same in every period. */
export const rateLevels: Level[] = [
  { from: 0, label: "under 50%" },
  { from: 0.5, label: "50–69%" },
  { from: 0.7, label: "70–84%" },
  { from: 0.85, label: "85–94%" },
  { from: 0.95, label: "95% and more" },
];

/** Of fewer calls a rate says little: one call is answered or not, so it is all or nothing. */
export const fewestTellingCalls = 3;

export function isTelling({ offered }: BusyHour): boolean {
  return offered >= fewestTellingCalls;
}

/** The step that a value falls on. */
export function levelOf(value: number, levels: Level[]): number {
  return levels.findLastIndex((level) => level.from <= value);
}
