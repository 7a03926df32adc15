import type { AccountSpec } from "./account-spec.ts";
import { createRandom, type Random } from "./random.ts";
import { createHourWeight, DAY_MS, HOUR_MS, instantsOfHour, type Rhythm, spreadInstants } from "./rhythm.ts";
import { createTimeline, type Dated, type Timeline } from "./timeline.ts";

/** The span of an account's rows. */
export interface Period {
  readonly historyStartsAtMs: number;
  readonly historyEndsAtMs: number;
  /** Nothing older exists. */
  readonly keepsFromMs: number;
}

/** The span of an account that is made at `createdAtMs`. */
export function periodOf(spec: AccountSpec, createdAtMs: number): Period {
  const historyEndsAtMs =
    spec.historyEndsAt === undefined
      ? Math.floor(createdAtMs / DAY_MS) * DAY_MS
      : Date.parse(spec.historyEndsAt);
  const keepDays = spec.growing?.keepDays;
  return {
    historyEndsAtMs,
    historyStartsAtMs: historyEndsAtMs - spec.days * DAY_MS,
    keepsFromMs:
      keepDays === undefined
        ? Number.NEGATIVE_INFINITY
        : Math.floor((createdAtMs - keepDays * DAY_MS) / HOUR_MS) * HOUR_MS,
  };
}

/** Rows of one kind: how many the history has, how fast they grow, and how one is made. */
interface HistorySource<Row extends Dated> {
  readonly kind: string;
  readonly seed: string | number;
  readonly rhythm: Rhythm;
  readonly period: Period;
  readonly count: number;
  readonly perHour: number;
  create(random: Random, atMs: number): Row;
}

/** A timeline that is generated when it is first read, and then as far as the clock has come. */
export interface History<Row extends Dated> {
  /** The rows that exist by now. They may include later ones of the running hour. */
  read(nowMs: number): Timeline<Row>;
}

const byTime = (first: Dated, second: Dated) => first.atMs - second.atMs;

export function createHistory<Row extends Dated>(source: HistorySource<Row>): History<Row> {
  const { kind, seed, rhythm, period, perHour } = source;
  const weightOf = createHourWeight(rhythm);
  let timeline: Timeline<Row> | undefined;
  let grownUntilMs = Math.max(Math.ceil(period.historyEndsAtMs / HOUR_MS) * HOUR_MS, period.keepsFromMs);

  function generate(): Timeline<Row> {
    const random = createRandom(seed, kind, "history");
    const instants = spreadInstants(
      rhythm,
      random,
      source.count,
      period.historyStartsAtMs,
      period.historyEndsAtMs,
    );
    const rows = instants.map((atMs) => source.create(random, atMs));
    return createTimeline(rows.filter((row) => row.atMs >= period.keepsFromMs).sort(byTime));
  }

  return {
    read(nowMs) {
      timeline ??= generate();
      // Each hour has a generator of its own, so a restart makes the same rows from any starting point.
      while (perHour > 0 && grownUntilMs <= nowMs) {
        const random = createRandom(seed, kind, "hour", grownUntilMs);
        for (const atMs of instantsOfHour(random, perHour, weightOf(grownUntilMs), grownUntilMs)) {
          timeline.insert(source.create(random, atMs));
        }
        grownUntilMs += HOUR_MS;
      }
      return timeline;
    },
  };
}
