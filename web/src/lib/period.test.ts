import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defaultPeriod,
  type Period,
  parsePeriod,
  periodDays,
  periodParams,
  periodPresets,
  periodRange,
} from "./period.ts";
import { addDays } from "./time-zone.ts";

const hours = (range: { start: string; end: string }) =>
  (Date.parse(range.end) - Date.parse(range.start)) / 3_600_000;

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays("2000-01-01", count));
const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.constantFrom(...periodPresets).map((preset) => ({ preset })),
  fc
    .tuple(anyDay, fc.nat({ max: 400 }))
    .map(([from, length]): Period => ({ preset: "custom", from, to: addDays(from, length) })),
);

describe("a period in the address", () => {
  it("survives being written and read", () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(parsePeriod({ ...periodParams(period) })).toEqual(period);
      }),
    );
  });

  it("leaves the address empty for the default", () => {
    expect(Object.values(periodParams(defaultPeriod)).filter(Boolean)).toEqual([]);
  });

  it.each([
    {},
    { period: "forever" },
    { from: "2026-02-30", to: "2026-03-01" },
    { from: "2026-03-01" },
    { from: 1, to: 2 },
  ])("falls back to the default for %j", (params) => expect(parsePeriod(params)).toEqual(defaultPeriod));

  it("puts days in the wrong order right", () => {
    expect(parsePeriod({ from: "2026-03-05", to: "2026-03-01" })).toEqual({
      preset: "custom",
      from: "2026-03-01",
      to: "2026-03-05",
    });
  });
});

describe("periodDays", () => {
  it.each([
    ["today", "2026-03-01", "2026-03-01"],
    ["yesterday", "2026-02-28", "2026-02-28"],
    ["7d", "2026-02-23", "2026-03-01"],
    ["30d", "2026-01-31", "2026-03-01"],
    ["90d", "2025-12-02", "2026-03-01"],
    ["month", "2026-03-01", "2026-03-01"],
    ["last-month", "2026-02-01", "2026-02-28"],
  ] as const)("%s runs from %s to %s", (preset, from, to) => {
    expect(periodDays({ preset }, "2026-03-01")).toEqual({ from, to });
  });
});

describe("periodRange", () => {
  it("starts and ends at the org's midnight, not at UTC's", () => {
    expect(periodRange({ preset: "today" }, "America/New_York", "2026-01-14")).toEqual({
      start: "2026-01-14T05:00:00.000Z",
      end: "2026-01-15T05:00:00.000Z",
    });
    expect(periodRange({ preset: "today" }, "Asia/Kathmandu", "2026-01-15")).toEqual({
      start: "2026-01-14T18:15:00.000Z",
      end: "2026-01-15T18:15:00.000Z",
    });
  });

  it.each([
    ["2026-03-08", 23],
    ["2026-11-01", 25],
    ["2026-06-01", 24],
  ])("gives New York's %s %i hours", (day, length) => {
    const range = periodRange({ preset: "custom", from: day, to: day }, "America/New_York", "2026-12-01");
    expect(hours(range)).toBe(length);
  });
});
