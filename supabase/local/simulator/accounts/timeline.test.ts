import fc from "fast-check";
import { expect, it } from "vitest";
import { createTimeline } from "./timeline.ts";

const instants = fc.array(fc.integer({ min: 0, max: 50 }));

it("finds exactly the rows of a window, whatever was inserted in whatever order", () => {
  fc.assert(
    fc.property(
      instants,
      fc.integer({ min: -5, max: 55 }),
      fc.integer({ min: -5, max: 55 }),
      (times, start, end) => {
        const timeline = createTimeline<{ atMs: number }>([]);
        for (const atMs of times) timeline.insert({ atMs });
        const expected = times.filter((atMs) => atMs >= start && atMs < end).toSorted((a, b) => a - b);
        expect(timeline.between(start, end).map(({ atMs }) => atMs)).toEqual(expected);
      },
    ),
  );
});
