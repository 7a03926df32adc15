import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffSeconds } from "./backoff.ts";

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the wait before the next try", () => {
  it("doubles its ceiling with each failure, up to the cap", () => {
    const ceilings = [1, 2, 3, 4, 20, 2000].map((attempt) => backoffSeconds({ attempt, random: () => 1 }));
    expect(ceilings).toEqual([5, 10, 20, 40, 900, 900]);
  });

  it("is spread over the whole range below the ceiling, and is never nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), unit, (attempt, value) => {
        const seconds = backoffSeconds({ attempt, random: () => value });
        expect(seconds).toBeGreaterThanOrEqual(1);
        expect(seconds).toBeLessThanOrEqual(Math.min(900, 5 * 2 ** (attempt - 1)));
      }),
    );
    expect(backoffSeconds({ attempt: 4, random: () => 0.5 })).toBe(20);
  });

  it("is never shorter than the provider asked for, even beyond the cap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400 }), unit, (retry_after_seconds, value) => {
        const seconds = backoffSeconds({ attempt: 1, retry_after_seconds, random: () => value });
        expect(seconds).toBeGreaterThanOrEqual(retry_after_seconds);
        expect(seconds).toBeLessThanOrEqual(retry_after_seconds + 5);
      }),
    );
  });
});
