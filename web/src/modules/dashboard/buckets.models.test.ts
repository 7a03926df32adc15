import { describe, expect, it } from "vitest";
import { addDays, startOfDay } from "~/lib/time-zone";
import {
  bucketDays,
  bucketFilters,
  bucketLabel,
  bucketTitle,
  bucketUnit,
  formatDays,
} from "./buckets.models.ts";

const newYork = "America/New_York";
const kathmandu = "Asia/Kathmandu";

/** Intl separates with spaces of several kinds. */
const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, " ");

describe("bucketUnit", () => {
  it.each([
    [1, "hour"],
    [2, "hour"],
    [3, "day"],
    [62, "day"],
    [63, "week"],
    [366, "week"],
    [367, "month"],
    [1099, "month"],
    [1100, null],
  ])("cuts %i days by the %s", (length, unit) => {
    expect(bucketUnit({ from: "2024-01-01", to: addDays("2024-01-01", length - 1) })).toBe(unit);
  });
});

describe("labels", () => {
  const fallBack = { from: "2026-11-01", to: "2026-11-01" };
  const springForward = { from: "2026-03-08", to: "2026-03-08" };

  it.each([
    ["2026-11-01T04:00:00Z", "12 AM"],
    // The hour that the clock repeats is one bucket.
    ["2026-11-01T06:00:00Z", "1 AM"],
    ["2026-11-01T07:00:00Z", "2 AM"],
    ["2026-11-02T04:00:00Z", "11 PM"],
  ])("call %s in New York, on the day it falls back, %s", (start, label) => {
    expect(plain(bucketLabel(start, "hour", fallBack, newYork))).toBe(label);
  });

  it.each([
    ["2026-03-08T06:00:00Z", "1 AM"],
    // Two o'clock is skipped.
    ["2026-03-08T07:00:00Z", "3 AM"],
  ])("call %s in New York, on the day it springs forward, %s", (start, label) => {
    expect(plain(bucketLabel(start, "hour", springForward, newYork))).toBe(label);
  });

  it("read Kathmandu's clock, a quarter of an hour off", () => {
    const days = { from: "2026-11-01", to: "2026-11-01" };
    expect(plain(bucketLabel("2026-10-31T18:15:00Z", "hour", days, kathmandu))).toBe("12 AM");
    expect(plain(bucketTitle("2026-11-01T09:15:00Z", "hour", days, kathmandu))).toBe("Sun, Nov 1, 3 PM");
  });

  it.each([newYork, kathmandu])("name the days of %s, whatever the clock does", (timeZone) => {
    const days = { from: "2026-10-30", to: "2026-11-03" };
    const labels = [0, 1, 2, 3, 4].map((count) => {
      const start = startOfDay(addDays(days.from, count), timeZone).toISOString();
      return bucketLabel(start, "day", days, timeZone);
    });
    expect(labels).toEqual(["Oct 30", "Oct 31", "Nov 1", "Nov 2", "Nov 3"]);
  });

  it("name a week by those of its days that lie in the period", () => {
    const days = { from: "2026-09-03", to: "2026-11-22" };
    const monday = startOfDay("2026-08-31", newYork).toISOString();
    expect(plain(bucketTitle(monday, "week", days, newYork))).toBe("Sep 3 – 6");
    expect(bucketLabel(monday, "week", days, newYork)).toBe("Sep 3");
  });

  it("name the year only where it isn't this one", () => {
    expect(plain(formatDays({ from: "2026-11-09", to: "2026-11-15" }, "2026-11-22"))).toBe("Nov 9 – 15");
    expect(plain(formatDays({ from: "2025-12-30", to: "2026-01-02" }, "2026-01-05"))).toBe(
      "Dec 30, 2025 – Jan 2, 2026",
    );
  });
});

describe("bucketDays", () => {
  const period = { from: "2026-01-15", to: "2026-03-10" };
  const startIn = (day: string) => startOfDay(day, newYork).toISOString();

  it.each([
    ["2026-02-10", "day", { from: "2026-02-10", to: "2026-02-10" }],
    ["2026-02-09", "week", { from: "2026-02-09", to: "2026-02-15" }],
    ["2026-01-12", "week", { from: "2026-01-15", to: "2026-01-18" }],
    ["2026-03-09", "week", { from: "2026-03-09", to: "2026-03-10" }],
    ["2026-02-01", "month", { from: "2026-02-01", to: "2026-02-28" }],
    ["2026-01-01", "month", { from: "2026-01-15", to: "2026-01-31" }],
  ] as const)("of %s by the %s are those that were counted", (day, unit, days) => {
    expect(bucketDays(startIn(day), unit, period, newYork)).toEqual(days);
  });

  it("of an hour are its day, of which the link then leaves that hour", () => {
    const start = "2026-11-01T06:00:00Z";
    const day = { from: "2026-11-01", to: "2026-11-01" };
    expect(bucketDays(start, "hour", day, newYork)).toEqual(day);
    expect(bucketFilters(start, "hour", day, newYork)).toEqual({
      period: { preset: "custom", ...day },
      hour: { weekday: 7, hour: 1 },
    });
    expect(bucketFilters(start, "day", day, newYork).hour).toBeNull();
  });
});
