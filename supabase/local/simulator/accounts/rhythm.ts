import { createRandom, type Random } from "./random.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** How busy an account is: the seed makes its busy and quiet days, the offset its business hours. */
export interface Rhythm {
  readonly seed: string | number;
  readonly utcOffsetHours: number;
}

const WEEKDAY_WEIGHTS = [0.15, 1.3, 1.1, 1, 1, 0.95, 0.35];
const OPENS_AT = 8;
const CLOSES_AT = 18;
const PEAK_WEIGHT = 1.5;
const OPEN_WEIGHT = 1;
const CLOSED_WEIGHT = 0.06;

const hourOfDayWeight = (hour: number): number => {
  if (hour < OPENS_AT || hour >= CLOSES_AT) return CLOSED_WEIGHT;
  return hour === 10 || hour === 11 || hour === 15 ? PEAK_WEIGHT : OPEN_WEIGHT;
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const MEAN_WEIGHT =
  mean(WEEKDAY_WEIGHTS) * mean(Array.from({ length: 24 }, (_, hour) => hourOfDayWeight(hour)));

function localTime(rhythm: Rhythm, atMs: number): { day: number; weekday: number; hour: number } {
  const localMs = atMs + rhythm.utcOffsetHours * HOUR_MS;
  const day = Math.floor(localMs / DAY_MS);
  return { day, weekday: (((day + 4) % 7) + 7) % 7, hour: Math.floor((localMs - day * DAY_MS) / HOUR_MS) };
}

/** Whether the business is open at an instant. */
export function isOpen(rhythm: Rhythm, atMs: number): boolean {
  const { weekday, hour } = localTime(rhythm, atMs);
  return weekday !== 0 && hour >= OPENS_AT && hour < CLOSES_AT;
}

function dayFactors(rhythm: Rhythm): (day: number) => number {
  const known = new Map<number, number>();
  return (day) => {
    const seen = known.get(day);
    if (seen !== undefined) return seen;
    const random = createRandom(rhythm.seed, "day", day);
    const mood = random.next();
    const noise = 0.7 + random.next() * 0.5;
    const factor = mood < 0.05 ? noise * 0.1 : mood > 0.9 ? noise * 1.8 : noise;
    known.set(day, factor);
    return factor;
  };
}

/** How busy an hour is, 1 being the mean over many weeks (to within a few per cent). */
export function createHourWeight(rhythm: Rhythm): (atMs: number) => number {
  const factorOf = dayFactors(rhythm);
  return (atMs) => {
    const { day, weekday, hour } = localTime(rhythm, atMs);
    return ((WEEKDAY_WEIGHTS[weekday] ?? 1) * hourOfDayWeight(hour) * factorOf(day)) / MEAN_WEIGHT;
  };
}

/**
 * Exactly `count` instants in [startMs, endMs), oldest first, crowded where the account is busy: one jittered draw from
 * each of `count` equal shares of the total weight.
 */
export function spreadInstants(
  rhythm: Rhythm,
  random: Random,
  count: number,
  startMs: number,
  endMs: number,
): number[] {
  const weightOf = createHourWeight(rhythm);
  const cells = Math.max(1, Math.ceil((endMs - startMs) / HOUR_MS));
  const cellMs = (endMs - startMs) / cells;
  const cumulative = new Float64Array(cells + 1);
  for (let cell = 0; cell < cells; cell++) {
    cumulative[cell + 1] = (cumulative[cell] ?? 0) + weightOf(startMs + cell * cellMs);
  }
  const total = cumulative[cells] ?? 0;
  const instants: number[] = [];
  let cell = 0;
  for (let index = 0; index < count; index++) {
    const position = ((index + random.next()) / count) * total;
    while (cell < cells - 1 && (cumulative[cell + 1] ?? 0) <= position) cell++;
    const from = cumulative[cell] ?? 0;
    const width = (cumulative[cell + 1] ?? from) - from;
    const share = width > 0 ? (position - from) / width : 0;
    instants.push(Math.min(endMs - 1, Math.floor(startMs + (cell + share) * cellMs)));
  }
  return instants;
}

/** The instants within one hour of a growing account, oldest first; `perHour` is the mean over many weeks. */
export function instantsOfHour(random: Random, perHour: number, weight: number, hourMs: number): number[] {
  const count = Math.floor(perHour * weight + random.next());
  const instants = Array.from({ length: count }, () => hourMs + random.integer(0, HOUR_MS - 1));
  return instants.sort((first, second) => first - second);
}
