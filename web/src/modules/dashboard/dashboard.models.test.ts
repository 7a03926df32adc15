import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Period, periodRange } from "~/lib/period";
import { addDays, dayOf } from "~/lib/time-zone";
import {
  comparedPeriod,
  comparisonObstacle,
  countDays,
  dashboardParams,
  isBehind,
  parseDashboardFilters,
  previousRange,
} from "./dashboard.models.ts";

const newYork = "America/New_York";
const hour = 3_600_000;

describe("filters in the address", () => {
  it("survive being written and read, under the names that the call log uses", () => {
    const filters = parseDashboardFilters({
      period: "30d",
      number: "0d2a1e19-b6dc-4eaf-9054-363e85b3c882",
      extension: "102",
    });
    expect(dashboardParams(filters)).toEqual({
      period: "30d",
      from: undefined,
      to: undefined,
      number: "0d2a1e19-b6dc-4eaf-9054-363e85b3c882",
      extension: "102",
    });
    expect(parseDashboardFilters({ ...dashboardParams(filters) })).toEqual(filters);
  });
});

describe("the period before", () => {
  const now = new Date("2026-11-22T21:00:00Z");

  it("is as long, right before, and cut at the same time of day while the period runs", () => {
    expect(previousRange({ preset: "7d" }, newYork, now)).toEqual({
      start: "2026-11-09T05:00:00.000Z",
      end: "2026-11-15T21:00:00.000Z",
    });
  });

  it("is whole when the period is over", () => {
    expect(previousRange({ preset: "yesterday" }, newYork, now)).toEqual({
      start: "2026-11-20T05:00:00.000Z",
      end: "2026-11-21T05:00:00.000Z",
    });
  });

  it("of a month is as many days as the month has had, not the month before", () => {
    expect(comparedPeriod({ preset: "month" }, newYork, now)).toMatchObject({
      days: { from: "2026-10-10", to: "2026-10-31" },
      isCut: true,
    });
    expect(comparedPeriod({ preset: "last-month" }, newYork, now)).toMatchObject({
      days: { from: "2026-08-31", to: "2026-09-30" },
      isCut: false,
    });
  });

  it("keeps to days where the clock changes", () => {
    // New York fell back on the first of November: that day had 25 hours.
    const day: Period = { preset: "custom", from: "2026-11-02", to: "2026-11-02" };
    const { start, end } = previousRange(day, newYork, now);
    expect(Date.parse(end) - Date.parse(start)).toBe(25 * hour);
  });

  it("never reaches into the period, and has as many days, at any time in any zone", () => {
    const anyInstant = fc.date({
      min: new Date("2024-01-01T00:00:00Z"),
      max: new Date("2027-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    const anyZone = fc.constantFrom(newYork, "Asia/Kathmandu", "Africa/Cairo", "UTC");
    const anyPreset = fc.constantFrom("today", "7d", "30d", "month", "last-month", "yesterday");
    fc.assert(
      fc.property(anyInstant, anyZone, anyPreset, (instant, timeZone, preset) => {
        const period: Period = { preset };
        const current = periodRange(period, timeZone, dayOf(instant, timeZone));
        const before = previousRange(period, timeZone, instant);
        expect(before.start <= before.end && before.end <= current.start).toBe(true);
        const length = countDays({
          from: dayOf(new Date(current.start), timeZone),
          to: addDays(dayOf(new Date(current.end), timeZone), -1),
        });
        const from = dayOf(new Date(before.start), timeZone);
        expect(addDays(from, length)).toBe(dayOf(new Date(current.start), timeZone));
      }),
    );
  });
});

describe("what was read", () => {
  const now = new Date("2026-11-22T21:00:00Z");
  const complete = { earliest: "2026-08-01T00:00:00Z", watermark: "2026-11-22T20:55:00Z" };

  it("allows a comparison when both periods were read in full", () => {
    expect(comparisonObstacle({ preset: "7d" }, newYork, complete, now)).toBeNull();
  });

  it("forbids it when the period before reaches further back than what was read", () => {
    const begun = { ...complete, earliest: "2026-11-12T00:00:00Z" };
    expect(comparisonObstacle({ preset: "7d" }, newYork, begun, now)).toBe("history");
    expect(comparisonObstacle({ preset: "7d" }, newYork, { ...complete, earliest: null }, now)).toBe(
      "history",
    );
  });

  it.each([
    ["today", "2026-11-22T20:44:00Z", true],
    ["today", "2026-11-22T20:46:00Z", false],
    ["30d", "2026-11-22T20:00:00Z", false],
    ["30d", "2026-11-22T12:00:00Z", true],
    ["last-month", "2026-11-02T00:00:00Z", false],
    ["last-month", "2026-10-20T00:00:00Z", true],
  ] as const)("%s, read until %s, lacks calls at its end: %s", (preset, watermark, lacks) => {
    expect(isBehind({ preset }, newYork, { ...complete, watermark }, now)).toBe(lacks);
  });
});
