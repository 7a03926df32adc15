import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProviderError } from "../provider/provider-error.ts";
import type { Reading } from "./checkpoint.ts";
import { afterPage, nextRequest, planSlices, rangeToCount } from "./slices.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = new Date("2026-06-01T12:00:00Z");
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

type Call = { id: number; atMs: number };

type ProviderHabits = {
  /** Puts the rows of one answer in order. */
  arrange?: (rows: Call[]) => Call[];
  pageCap?: number;
  /** Calls that appear before the request of that number. */
  arrivals?: ReadonlyMap<number, Call[]>;
  /** What the provider claims instead of the truth. */
  claimTotal?: (total: number, request: number) => number;
  /** Rows that the provider counts and never shows. */
  hides?: (call: Call) => boolean;
};

/** Runs a job to its end against a provider with habits, as the worker does: store, count, move on, save. */
function runJob(calls: Call[], limit: number, habits: ProviderHabits = {}, days = 90) {
  const offered = [...calls];
  const stored = new Map<number, Call>();
  let checkpoint: Reading = planSlices(ago(days), NOW, NOW);
  for (let request = 1; ; request += 1) {
    if (request > 20_000) throw new Error("The job does not end.");
    const next = nextRequest(checkpoint);
    if (next === "done") return { stored, offered, requests: request - 1 };
    offered.push(...(habits.arrivals?.get(request) ?? []));
    const [startMs, endMs] = [Date.parse(next.start), Date.parse(next.end)];
    const inRange = (call: Call) => call.atMs >= startMs && call.atMs < endMs;
    const all = offered.filter(inRange);
    const visible = (habits.arrange ?? ((rows) => rows))(all.filter((call) => !habits.hides?.(call)));
    const rows = visible.slice(next.skip, next.skip + Math.min(limit, habits.pageCap ?? limit));
    const total = habits.claimTotal?.(all.length, request) ?? all.length;
    const page = { received: rows.length, total, limit };

    for (const call of rows) stored.set(call.id, call);
    const range = rangeToCount(checkpoint, page);
    const stored_in_slice = range === null ? undefined : [...stored.values()].filter(inRange).length;
    checkpoint = afterPage(checkpoint, { ...page, stored_in_slice });
  }
}

function evenCalls(count: number, days = 90): Call[] {
  const stepMs = (days * DAY_MS) / count;
  return Array.from({ length: count }, (_, id) => ({ id, atMs: ago(days).getTime() + id * stepMs }));
}

/** A different order for each request, reproducible from a seed. */
function shuffling(seed: number) {
  let state = seed >>> 0 || 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return (rows: Call[]) =>
    rows
      .map((call) => ({ call, rank: random() }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ call }) => call);
}

const callsOf90Days = (maxLength: number) =>
  fc
    .array(fc.integer({ min: 0, max: 90 * 24 * 3600 - 1 }), { maxLength, size: "max" })
    .map((seconds) => seconds.map((second, id) => ({ id, atMs: ago(90).getTime() + second * 1000 })));

/** Calls that crowd into a few hours, as those of an office do. */
const crowdedCalls = (maxLength: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 * 3600 - 1 })), {
      maxLength,
      size: "max",
    })
    .map((times) =>
      times.map(([day, second], id) => ({ id, atMs: ago(40 + day).getTime() + second * 1000 })),
    );

function endOrMismatch(run: () => ReturnType<typeof runJob>) {
  try {
    return run();
  } catch (error) {
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ code: "total_mismatch" });
    return null;
  }
}

describe("the plan", () => {
  it("reads the newest day first, then to 7 days, to 28 days, and the rest", () => {
    const { pending } = planSlices(ago(90), NOW, NOW);
    const ages = pending
      .toReversed()
      .map(({ start, end }) => [start, end].map((t) => (NOW.getTime() - Date.parse(t)) / DAY_MS));
    expect(ages).toEqual([
      [1, 0],
      [7, 1],
      [28, 7],
      [90, 28],
    ]);
  });

  it("covers any window without gap or overlap, in whole seconds", () => {
    const day = fc.double({ min: 0, max: 400, noNaN: true });
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [from, to] = [ago(Math.max(a, b) + 1e-6), ago(Math.min(a, b))];
        const { pending } = planSlices(from, to, NOW);
        const bounds = [...pending.map((slice) => slice.start), pending.at(-1)?.end ?? ""].map(Date.parse);
        expect(bounds.slice(1)).toEqual(pending.map((slice) => Date.parse(slice.end)));
        expect(bounds.every((bound, index) => bound % 1000 === 0 && bound > (bounds[index - 1] ?? -1))).toBe(
          true,
        );
        expect(bounds[0]).toBeLessThanOrEqual(from.getTime());
        expect(bounds.at(-1)).toBeGreaterThanOrEqual(to.getTime());
      }),
    );
  });

  it("refuses an empty window, which would end without having read anything", () => {
    expect(() => planSlices(NOW, NOW, NOW)).toThrow(RangeError);
    expect(() => planSlices(NOW, ago(1), NOW)).toThrow(RangeError);
    expect(() => planSlices(new Date(Number.NaN), NOW, NOW)).toThrow(RangeError);
  });
});

describe("the cost", () => {
  it("reads 100,000 calls of 90 days in at most 108 requests of 1,000", () => {
    const { stored, requests } = runJob(evenCalls(100_000), 1000);
    expect(stored.size).toBe(100_000);
    expect(requests).toBeLessThanOrEqual(108);
  });

  it("reads an empty account in one request per slice", () => {
    expect(runJob([], 1000).requests).toBe(4);
  });

  it("asks for no page beyond the last full one", () => {
    expect(runJob(evenCalls(3000, 0.5), 1000, {}, 0.5).requests).toBe(3);
  });

  it("cuts a slice above 50,000 calls into pieces of about 40,000", () => {
    const begun = planSlices(ago(90), ago(30), NOW);
    const cut = afterPage(begun, { received: 1000, total: 100_000, limit: 1000 });
    expect(cut.pending).toHaveLength(3);
    expect(cut.current).toBeNull();
  });
});

describe("a page that moves on", () => {
  const begun = planSlices(ago(0.5), NOW, NOW);

  it("skips by the rows received, since a server may cap the page size", () => {
    const next = nextRequest(afterPage(begun, { received: 500, total: 1200, limit: 1000 }));
    expect(next).toMatchObject({ skip: 500 });
  });

  it("asks for the stored count on the last of several pages, and on no other", () => {
    const second = afterPage(begun, { received: 1000, total: 1500, limit: 1000 });
    expect(rangeToCount(begun, { received: 1000, total: 1500, limit: 1000 })).toBeNull();
    expect(rangeToCount(begun, { received: 700, total: 700, limit: 1000 })).toBeNull();
    const lastPage = { received: 500, total: 1500, limit: 1000 };
    expect(rangeToCount(second, lastPage)).toEqual({
      start: begun.pending[0]?.start,
      end: begun.pending[0]?.end,
    });
    expect(() => afterPage(second, lastPage)).toThrow(TypeError);
  });
});

describe("answers that do not add up", () => {
  const begun = planSlices(ago(0.5), NOW, NOW);
  const second = afterPage(begun, { received: 1000, total: 2500, limit: 1000 });

  it.each([
    [
      "fewer calls are stored than the provider counts",
      { received: 1500, total: 2500, stored_in_slice: 2499 },
    ],
    ["the total grew while paging", { received: 1000, total: 2501 }],
    ["the total shrank while paging", { received: 1000, total: 2499 }],
    ["a page comes empty before the end", { received: 0, total: 2500 }],
    [
      "the whole slice comes where its rest was asked for",
      { received: 2500, total: 2500, stored_in_slice: 2500 },
    ],
    ["more rows come than the provider counts", { received: 1501, total: 2500, stored_in_slice: 2501 }],
  ])("reads the slice again in pieces of one page when %s", (_, page) => {
    const again = afterPage(second, { ...page, limit: 1000 });
    expect(again.current).toBeNull();
    expect(again.attempts_on_slice).toBe(1);
    expect(again.pending.length).toBeGreaterThan(2);
    expect(again.pending.every((slice) => slice.one_request)).toBe(true);
    expect(again.pending[0]?.start).toBe(begun.pending[0]?.start);
    expect(again.pending.at(-1)?.end).toBe(begun.pending[0]?.end);
  });

  it("fails after three in a row, and begins to count anew after a slice that did", () => {
    let requests = 0;
    const claimTotal = (total: number) => {
      requests += 1;
      return total + 10;
    };
    expect(() => runJob([], 10, { claimTotal })).toThrow(ProviderError);
    expect(requests).toBe(3);
    const liesTwice = { claimTotal: (total: number, request: number) => (request <= 2 ? total + 1 : total) };
    expect(runJob(evenCalls(50), 10, liesTwice).stored.size).toBe(50);
  });

  it("believes a piece only when one answer holds all of it, and else cuts it finer", () => {
    const again = afterPage(second, { received: 1000, total: 2501, limit: 1000 });
    const finer = afterPage(again, { received: 1000, total: 1400, limit: 1000 });
    expect(finer.current).toBeNull();
    expect(finer.pending).toHaveLength(again.pending.length + 1);
    expect(finer.pending.every((slice) => slice.one_request)).toBe(true);
    expect(finer.attempts_on_slice).toBe(again.attempts_on_slice);
  });

  it("keeps the checkpoint small, however many calls there are", () => {
    const cut = afterPage(planSlices(ago(4000), ago(30), NOW), { received: 10, total: 1e9, limit: 10 });
    expect(cut.pending.length).toBeLessThan(100);
  });

  it("fails when more calls begin within one second than an unreliable server shows at once", () => {
    const calls = Array.from({ length: 20 }, (_, id) => ({ id, atMs: ago(3).getTime() }));
    const [shown] = calls;
    expect(() => runJob(calls, 10, { arrange: () => Array(20).fill(shown) })).toThrow(ProviderError);
  });

  it("reads many calls of one second over several pages when the server is reliable", () => {
    const calls = Array.from({ length: 25 }, (_, id) => ({ id, atMs: ago(3).getTime() }));
    expect(runJob(calls, 10).stored.size).toBe(25);
  });
});

describe("whatever the provider does, a job that ends has every call", () => {
  it("with another order for each request, and capped pages", () => {
    fc.assert(
      fc.property(
        fc.oneof(callsOf90Days(300), crowdedCalls(300)),
        fc.integer(),
        fc.integer({ min: 3, max: 40 }),
        fc.integer({ min: 3, max: 40 }),
        (calls, seed, limit, pageCap) => {
          const job = endOrMismatch(() => runJob(calls, limit, { arrange: shuffling(seed), pageCap }));
          if (job !== null)
            expect([...job.stored.keys()].toSorted((a, b) => a - b)).toEqual(calls.map((c) => c.id));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("ends, and not in an error, when no second holds more than a page", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 5, max: 50 }), (seed, pageCap) => {
        const calls = evenCalls(500);
        expect(runJob(calls, 50, { arrange: shuffling(seed), pageCap }).stored.size).toBe(500);
      }),
      { numRuns: 30 },
    );
  });

  it("with calls that arrive while it reads: what was there when it began is stored, and nothing is invented", () => {
    const arrivals = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 90 * 24 * 3600 - 1 })),
      { maxLength: 30, size: "max" },
    );
    fc.assert(
      fc.property(
        callsOf90Days(200),
        arrivals,
        fc.integer(),
        fc.boolean(),
        (calls, late, seed, isShuffled) => {
          const byRequest = new Map<number, Call[]>();
          for (const [index, [request, second]] of late.entries()) {
            const call = { id: 1000 + index, atMs: ago(90).getTime() + second * 1000 };
            byRequest.set(request, [...(byRequest.get(request) ?? []), call]);
          }
          const newestFirst = (rows: Call[]) => rows.toSorted((a, b) => b.atMs - a.atMs);
          const arrange = isShuffled ? shuffling(seed) : newestFirst;
          const job = endOrMismatch(() => runJob(calls, 10, { arrange, arrivals: byRequest }));
          if (job === null) return;
          expect(calls.every((call) => job.stored.has(call.id))).toBe(true);
          const offered = new Set(job.offered.map((call) => call.id));
          expect([...job.stored.keys()].every((id) => offered.has(id))).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("never ends well while the provider hides a call that it counts", () => {
    fc.assert(
      fc.property(callsOf90Days(100), fc.nat(), fc.integer({ min: 3, max: 40 }), (calls, pick, limit) => {
        fc.pre(calls.length > 0);
        const hidden = calls[pick % calls.length]?.id;
        expect(() => runJob(calls, limit, { hides: (call) => call.id === hidden })).toThrow(ProviderError);
      }),
      { numRuns: 100 },
    );
  });
});
