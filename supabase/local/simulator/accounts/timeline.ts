/** Something that happened at an instant. */
export interface Dated {
  readonly atMs: number;
}

/** Rows kept oldest first, so that a window is found by bisection however many there are. */
export interface Timeline<Row extends Dated> {
  readonly rows: readonly Row[];
  insert(row: Row): void;
  replace(before: Row, after: Row): void;
  /** The rows with startMs <= atMs < endMs. */
  between(startMs: number, endMs: number): Row[];
}

/** A timeline over rows that are already oldest first. */
export function createTimeline<Row extends Dated>(sorted: Row[]): Timeline<Row> {
  const rows = sorted;

  function firstAtOrAfter(atMs: number): number {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((rows[middle]?.atMs ?? 0) < atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function insert(row: Row): void {
    rows.splice(firstAtOrAfter(row.atMs + 1), 0, row);
  }

  return {
    rows,
    insert,
    replace(before, after) {
      const index = rows.indexOf(before);
      if (index < 0) throw new Error("The row to replace is not in this timeline.");
      rows.splice(index, 1);
      insert(after);
    },
    between(startMs, endMs) {
      return rows.slice(firstAtOrAfter(startMs), firstAtOrAfter(endMs));
    },
  };
}
