import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Checkpoint, parseCheckpoint, type TimeRange } from "./checkpoint.ts";
import { afterStep, beginCheckpoint, nextStep, readFirst } from "./steps.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = new Date("2026-06-01T12:00:00.500Z");
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS).toISOString();
const range = (fromDays: number, toDays: number): TimeRange => ({ start: ago(fromDays), end: ago(toDays) });
const window = range(90, 0);
const begin = (known: TimeRange | null = null) => beginCheckpoint({ window, known, oneRequest: false }, NOW);

/** The request that comes next, answered with as many rows as the slice has. */
function readOne(checkpoint: Checkpoint): Checkpoint {
  return parseCheckpoint(
    JSON.parse(JSON.stringify(afterStep(checkpoint, { received: 3, total: 3, limit: 1000 }, window))),
  );
}

/** The ranges that are asked for until the job is done. */
function readAll(first: Checkpoint): { requests: TimeRange[]; last: Checkpoint } {
  const requests: TimeRange[] = [];
  let checkpoint = first;
  for (let step = nextStep(checkpoint); step !== "done"; step = nextStep(checkpoint)) {
    requests.push({ start: step.request.start, end: step.request.end });
    checkpoint = readOne(checkpoint);
  }
  return { requests, last: checkpoint };
}

describe("what was read for good", () => {
  it("is not read again, and everything else of the window is", () => {
    const day = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(day, day, (a, b) => {
        const known = range(Math.max(a, b), Math.min(a, b));
        const { requests } = readAll(begin(known));
        const [knownStart, knownEnd] = [Date.parse(known.start), Date.parse(known.end)];
        for (const { start, end } of requests) {
          const inside = Math.min(Date.parse(end), knownEnd) - Math.max(Date.parse(start), knownStart);
          expect(inside).toBeLessThanOrEqual(1000);
        }
        const asked = requests.reduce((sum, { start, end }) => sum + Date.parse(end) - Date.parse(start), 0);
        const shared = Math.min(knownEnd, NOW.getTime()) - Math.max(knownStart, Date.parse(window.start));
        expect(asked).toBeGreaterThanOrEqual(90 * DAY_MS - Math.max(0, shared));
      }),
    );
  });

  it("counts as covered as soon as the newer part is read", () => {
    const checkpoint = readOne(begin(range(50, 0.5)));
    expect(checkpoint.covered).toEqual({ start: "2026-04-12T12:00:01.000Z", end: window.end });
  });
});

describe("what a checkpoint says is covered", () => {
  it("reaches from the end of the window down to the newest slice that is left", () => {
    const first = readOne(begin());
    expect(first.covered).toEqual({ start: "2026-05-31T12:00:00.000Z", end: window.end });
    expect(readAll(begin()).last.covered).toEqual(window);
  });

  it("is nothing while the newest slice is not read to its end", () => {
    expect(begin().covered).toBeNull();
    const page = { received: 3, total: 9, limit: 3 };
    expect(afterStep(begin(), page, window).covered).toBeNull();
    const again = afterStep(afterStep(begin(), page, window), { ...page, total: 8 }, window);
    expect(again.covered).toBeNull();
  });
});

describe("new rows in the middle of a long job", () => {
  const newer: TimeRange = { start: ago(0.1), end: "2026-06-01T14:00:00.250Z" };
  const later = new Date("2026-06-01T14:00:00.500Z");
  const midway = afterStep(readOne(begin()), { received: 1000, total: 5000, limit: 1000 }, window);

  it("are read before the rest, which then goes on where it was", () => {
    const checkpoint = readFirst(midway, newer, false, later);
    const step = nextStep(checkpoint);
    expect(step).toMatchObject({ isAhead: true, request: { skip: 0, end: "2026-06-01T14:00:01.000Z" } });
    const after = readOne(checkpoint);
    expect(after).toMatchObject({ ahead: null, current: midway.current, pending: midway.pending });
    expect(nextStep(after)).toMatchObject({ isAhead: false, request: { skip: 1000 } });
  });

  it("are covered when all of them are read, and no sooner", () => {
    const checkpoint = readFirst(midway, newer, false, later);
    const part = afterStep(checkpoint, { received: 2, total: 3, limit: 2 }, window);
    expect(part).toMatchObject({ ahead: { current: { received: 2 } }, covered: midway.covered });
    const whole = afterStep(part, { received: 1, total: 3, limit: 2, stored_in_slice: 3 }, window);
    expect(whole).toMatchObject({ ahead: null, covered: newer });
  });

  it("that are not all read yet are not begun anew by those that follow", () => {
    const checkpoint = readFirst(midway, newer, false, later);
    const part = afterStep(checkpoint, { received: 2, total: 3, limit: 2 }, window);
    expect(readFirst(part, { ...newer, end: "2026-06-01T15:00:00.000Z" }, false, later)).toEqual(part);
  });
});

describe("a list without totals", () => {
  it("is cut in halves until one answer holds a slice", () => {
    const checkpoint = beginCheckpoint({ window: range(0.5, 0), known: null, oneRequest: true }, NOW);
    const cut = afterStep(checkpoint, { received: 1000, total: 1001, limit: 1000 }, window);
    expect(cut.pending).toHaveLength(2);
    expect(cut).toMatchObject({ current: null, covered: null });
  });
});

describe("a stored checkpoint", () => {
  it("is refused when it is damaged, rather than taken for a finished one", () => {
    const { ahead: _, ...withoutAhead } = begin();
    for (const damaged of [null, {}, { pending: [] }, withoutAhead, { ...begin(), pending: [{}] }]) {
      expect(() => parseCheckpoint(damaged)).toThrow();
    }
  });
});
