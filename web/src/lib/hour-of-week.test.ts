import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  hourName,
  hourOfWeekName,
  hourParam,
  hourStretches,
  parseHour,
  weekdayName,
  weekdayOf,
} from "./hour-of-week.ts";
import { addDays, dayOf, startOfDay } from "./time-zone.ts";

const anyHour = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 23 }) });

describe("the hour in the address", () => {
  it("survives being written and read back", () => {
    fc.assert(
      fc.property(anyHour, (hour) => {
        expect(parseHour(hourParam(hour))).toEqual(hour);
      }),
    );
  });

  it.each([undefined, "", "0-1", "8-1", "1-24", "1-015", "1", "-1", ["1-1"], 11])("is none for %j", (param) =>
    expect(parseHour(param)).toBeNull(),
  );
});

describe("hourStretches", () => {
  const zones = [
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Asia/Beirut",
    "Africa/Cairo",
    "America/Havana",
    "Australia/Lord_Howe",
  ];

  it("share every moment of a week among its 168 hours, whatever the clock does", () => {
    const anyDay = fc.integer({ min: 0, max: 3650 }).map((count) => addDays("2016-01-01", count));
    const property = fc.property(anyDay, fc.constantFrom(...zones), (from, timeZone) => {
      const days = { from, to: addDays(from, 6) };
      const stretches = [1, 2, 3, 4, 5, 6, 7]
        .flatMap((weekday) => Array.from({ length: 24 }, (_, hour) => ({ weekday, hour })))
        .flatMap((hour) => hourStretches(hour, days, timeZone).map((stretch) => ({ ...stretch, hour })))
        .sort((a, b) => a.start.localeCompare(b.start));
      expect(stretches[0]?.start).toBe(startOfDay(from, timeZone).toISOString());
      expect(stretches.at(-1)?.end).toBe(startOfDay(addDays(from, 7), timeZone).toISOString());
      expect(stretches.slice(1).map(({ start }) => start)).toEqual(
        stretches.slice(0, -1).map(({ end }) => end),
      );
      for (const { start, hour } of stretches) {
        expect(weekdayOf(dayOf(new Date(start), timeZone))).toBe(hour.weekday);
      }
    });
    fc.assert(property, { numRuns: 30 });
  });

  it("double the hour that New York's clock repeats, and leave out the one that it skips", () => {
    const days = { from: "2026-11-01", to: "2026-11-01" };
    expect(hourStretches({ weekday: 7, hour: 1 }, days, "America/New_York")).toEqual([
      { start: "2026-11-01T05:00:00.000Z", end: "2026-11-01T07:00:00.000Z" },
    ]);
    const skipped = { from: "2026-03-08", to: "2026-03-08" };
    expect(hourStretches({ weekday: 7, hour: 2 }, skipped, "America/New_York")).toEqual([]);
  });
});

describe("names", () => {
  it("start the week on Monday and the day at midnight", () => {
    expect([weekdayName(1, "short"), weekdayName(7, "long")]).toEqual(["Mon", "Sunday"]);
    expect([hourName(0), hourName(15)].map((name) => name.replace("\u202f", " "))).toEqual(["12 AM", "3 PM"]);
    expect(hourOfWeekName({ weekday: 1, hour: 23 }).replaceAll("\u202f", " ")).toBe("Monday, 11 PM – 12 AM");
  });
});
