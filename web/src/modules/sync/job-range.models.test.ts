import { describe, expect, it } from "vitest";
import { type ReadRange, rangeParts, remainingRange, shareRead } from "./job-range.models.ts";

const day = (number: number) => `2026-03-${String(number).padStart(2, "0")}T00:00:00Z`;
const range = (from: number, to: number, share: number): ReadRange => ({
  range_start: day(from),
  range_end: day(to),
  share_read: share,
});
const halfway = [range(1, 3, 0), range(3, 4, 0), range(4, 6, 0.5), range(6, 10, 1), range(10, 11, 1)];

describe("rangeParts", () => {
  it("lays the ranges end to end over the whole and joins equal neighbours", () => {
    expect(rangeParts(halfway)).toEqual([
      { from: 0, to: 0.3, share: 0 },
      { from: 0.3, to: 0.5, share: 0.5 },
      { from: 0.5, to: 1, share: 1 },
    ]);
  });

  it("keeps parts that are begun apart, even when they are equally far", () => {
    expect(rangeParts([range(1, 2, 0.5), range(2, 3, 0.5)])).toHaveLength(2);
  });

  it("has nothing to draw for a job without a range", () => {
    expect(rangeParts([])).toEqual([]);
  });
});

describe("shareRead", () => {
  it.each([
    [[range(1, 2, 0)], 0],
    [[range(1, 2, 1)], 1],
    [halfway, 0.6],
    [[], 0],
  ])("weighs time by how much of it was read: %j is %d", (ranges, share) => {
    expect(shareRead(ranges)).toBeCloseTo(share);
  });
});

describe("remainingRange", () => {
  it("reaches from the start to the newest moment that is not read to its end", () => {
    expect(remainingRange(halfway)).toEqual({ start: day(1), end: day(6) });
  });

  it("is nothing when all was read, or when there is no range", () => {
    expect(remainingRange([range(1, 2, 1)])).toBeNull();
    expect(remainingRange([])).toBeNull();
  });
});
