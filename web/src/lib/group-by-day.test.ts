import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupByDay } from "./group-by-day.ts";
import { dayOf } from "./time-zone.ts";

const instantOf = (instant: string) => instant;

describe("groupByDay", () => {
  it("cuts at the zone's midnight and keeps the order", () => {
    const instants = ["2026-03-02T04:30:00Z", "2026-03-01T23:00:00Z", "2026-03-01T02:00:00Z"];
    expect(groupByDay(instants, instantOf, "America/New_York")).toEqual([
      { day: "2026-03-01", rows: ["2026-03-02T04:30:00Z", "2026-03-01T23:00:00Z"] },
      { day: "2026-02-28", rows: ["2026-03-01T02:00:00Z"] },
    ]);
  });

  it("puts each row under the day that its zone's calendar shows, also where days are longer or shorter", () => {
    const aroundTheChangeOfClocks = fc.date({
      min: new Date("2026-10-20T00:00:00Z"),
      max: new Date("2026-11-05T00:00:00Z"),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom("America/New_York", "Asia/Kolkata", "Pacific/Apia", "UTC");
    fc.assert(
      fc.property(fc.array(aroundTheChangeOfClocks), zones, (dates, zone) => {
        const newestFirst = dates
          .map((date) => date.toISOString())
          .sort()
          .reverse();
        const groups = groupByDay(newestFirst, instantOf, zone);
        expect(groups.flatMap(({ rows }) => rows)).toEqual(newestFirst);
        for (const { day, rows } of groups) {
          for (const row of rows) expect(dayOf(new Date(row), zone)).toBe(day);
        }
        expect(new Set(groups.map(({ day }) => day)).size).toBe(groups.length);
      }),
    );
  });
});
