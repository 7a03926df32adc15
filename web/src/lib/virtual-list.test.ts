import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { offsetsOf, piecesOf, rowsBetween } from "./virtual-list.ts";

const anyHeights = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 60 });
const anyEdges = fc.tuple(fc.integer({ min: -500, max: 8000 }), fc.integer({ min: 0, max: 1500 }));

describe("rowsBetween", () => {
  it("finds exactly the rows that a look at each one finds", () => {
    fc.assert(
      fc.property(anyHeights, anyEdges, (heights, [top, height]) => {
        const offsets = offsetsOf(heights);
        const { from, to } = rowsBetween(offsets, top, top + height);
        const isBetween = (index: number) =>
          (offsets[index + 1] ?? 0) > top && (offsets[index] ?? 0) < top + height;
        const expected = heights.map((_, index) => index).filter(isBetween);
        expect(Array.from({ length: to - from }, (_, step) => from + step)).toEqual(expected);
      }),
    );
  });
});

describe("piecesOf", () => {
  it("keeps the height of the whole list, and each row at its place, whatever is left out", () => {
    const anyRange = fc.tuple(fc.integer({ min: -3, max: 62 }), fc.nat({ max: 30 }));
    fc.assert(
      fc.property(anyHeights, fc.array(anyRange, { maxLength: 3 }), (heights, ranges) => {
        const offsets = offsetsOf(heights);
        const shown = ranges.map(([from, length]) => ({ from, to: from + length }));
        let y = 0;
        const rows: number[] = [];
        for (const piece of piecesOf(offsets, shown)) {
          if (piece.kind === "row") {
            expect(y).toBe(offsets[piece.index]);
            rows.push(piece.index);
          }
          y += piece.kind === "row" ? (heights[piece.index] ?? 0) : piece.heightPx;
        }
        expect(y).toBe(offsets.at(-1));
        const isShown = (index: number) => shown.some(({ from, to }) => index >= from && index < to);
        expect(rows).toEqual(heights.map((_, index) => index).filter(isShown));
      }),
    );
  });

  it("has no gap when everything is shown", () => {
    expect(piecesOf(offsetsOf([10, 20]), [{ from: 0, to: 2 }])).toEqual([
      { kind: "row", index: 0 },
      { kind: "row", index: 1 },
    ]);
  });
});
