import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BusyHour, busyHoursOf, levelOf, offeredLevels, rateLevels } from "./heat-map.models.ts";

const anyHour: fc.Arbitrary<BusyHour> = fc
  .record({
    weekday: fc.integer({ min: 1, max: 7 }),
    hour: fc.integer({ min: 0, max: 23 }),
    offered: fc.integer({ min: 1, max: 90 }),
  })
  .map((row) => ({ ...row, answered: 0 }));
const anyWeek = fc.uniqueArray(anyHour, { selector: (row) => `${row.weekday} ${row.hour}` });

describe("busyHoursOf", () => {
  it("keeps every call, in a grid without holes that starts and ends within the day", () => {
    fc.assert(
      fc.property(anyWeek, (rows) => {
        const { hours, days, mostOffered } = busyHoursOf(rows);
        const cells = days.flatMap((day) => day.cells);
        expect(days.map((day) => day.weekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
        expect(cells).toHaveLength(7 * hours.length);
        expect(cells.filter((cell) => cell.offered > 0)).toHaveLength(rows.length);
        expect(hours.length).toBeGreaterThanOrEqual(12);
        expect(hours.every((hour, index) => hour === (hours[0] ?? 0) + index && hour >= 0 && hour < 24)).toBe(
          true,
        );
        expect(mostOffered).toBe(Math.max(0, ...rows.map((row) => row.offered)));
      }),
    );
  });

  it("leaves quiet nights out", () => {
    const rows = [
      { weekday: 1, hour: 7, offered: 1, answered: 1 },
      { weekday: 5, hour: 20, offered: 2, answered: 0 },
    ];
    expect(busyHoursOf(rows).hours).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });
});

describe("levels", () => {
  it.each([
    [0, []],
    [1, ["1"]],
    [3, ["1", "2", "3"]],
    [21, ["1–5", "6–9", "10–13", "14–17", "18–21"]],
  ])("of at most %i calls are %j", (most, labels) => {
    expect(offeredLevels(most).map(({ label }) => label)).toEqual(labels);
  });

  it("hold every count, the highest on the last step", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(), (most, any) => {
        const levels = offeredLevels(most);
        expect(levelOf(1 + (any % most), levels)).toBeGreaterThanOrEqual(0);
        expect(levelOf(most, levels)).toBe(levels.length - 1);
      }),
    );
  });

  it.each([
    [0, 0],
    [0.499, 0],
    [0.5, 1],
    [0.7, 2],
    [0.9499, 3],
    [0.95, 4],
    [1, 4],
  ])("put a rate of %d on step %i", (rate, step) => expect(levelOf(rate, rateLevels)).toBe(step));
});
