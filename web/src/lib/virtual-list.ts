/** Rows of a list from one place up to, but not including, another. */
export interface RowRange {
  from: number;
  to: number;
}

/** Where each row begins below the top of its list, in pixels, and as the last entry where the list ends. */
export function offsetsOf(heightsPx: number[]): number[] {
  const offsets = [0];
  let endPx = 0;
  for (const heightPx of heightsPx) {
    endPx += heightPx;
    offsets.push(endPx);
  }
  return offsets;
}

/** The rows that lie, at least in part, between two distances from the top of the list. */
export function rowsBetween(offsets: number[], topPx: number, bottomPx: number): RowRange {
  const rowCount = offsets.length - 1;
  // The first row that ends below the top, and the first that begins at the bottom or below it.
  const from = firstIndex(rowCount, (row) => (offsets[row + 1] ?? 0) > topPx);
  const to = firstIndex(rowCount, (row) => (offsets[row] ?? 0) >= bottomPx);
  return { from, to: Math.max(from, to) };
}

/** The first of `count` places at which something holds that holds at all later ones too; `count` when at none. */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A piece of a list that is shown in part: a row, or the empty space of the rows that are left out. */
export type ListPiece = { kind: "row"; index: number } | { kind: "gap"; heightPx: number };

/** What stands for a whole list of which only some ranges are shown. */
export function piecesOf(offsets: number[], shown: RowRange[]): ListPiece[] {
  const rowCount = offsets.length - 1;
  const pieces: ListPiece[] = [];
  let next = 0;
  const goTo = (index: number) => {
    if (index <= next) return;
    pieces.push({ kind: "gap", heightPx: (offsets[index] ?? 0) - (offsets[next] ?? 0) });
    next = index;
  };
  for (const { from, to } of shown.toSorted((one, other) => one.from - other.from)) {
    goTo(Math.min(from, rowCount));
    for (; next < Math.min(to, rowCount); next++) pieces.push({ kind: "row", index: next });
  }
  goTo(rowCount);
  return pieces;
}
