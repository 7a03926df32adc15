import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisTicks, labelStep } from "./chart-scale.ts";

describe("axisTicks", () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [61, [0, 20, 40, 60, 80]],
    [100, [0, 25, 50, 75, 100]],
    [113, [0, 50, 100, 150]],
    [1050, [0, 500, 1000, 1500]],
  ])("of %i are %j", (highest, ticks) => expect(axisTicks(highest, 4)).toEqual(ticks));

  it("are whole, few, and reach the highest value without leaving more than a step of air", () => {
    fc.assert(
      fc.property(fc.nat({ max: 5_000_000 }), fc.integer({ min: 2, max: 6 }), (highest, mostSteps) => {
        const ticks = axisTicks(highest, mostSteps);
        const [, step = 0] = ticks;
        const top = ticks.at(-1) ?? 0;
        expect(ticks.every(Number.isInteger)).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(mostSteps + 1);
        expect(top).toBeGreaterThanOrEqual(highest);
        expect(top - highest).toBeLessThanOrEqual(step);
      }),
    );
  });
});

describe("labelStep", () => {
  it.each([
    [7, 10, 1],
    [24, 10, 3],
    [31, 10, 4],
    [0, 10, 1],
  ])("of %i labels with room for %i is %i", (count, most, step) => expect(labelStep(count, most)).toBe(step));
});
