import { createRandom } from "../accounts/random.ts";
import type { Fault, Order } from "./fault.ts";

/** How the rows of lists are arranged and cut. */
export interface Listing {
  readonly order: Order;
  /** The most rows on a page, whatever was asked for. */
  readonly pageSizeCap: number;
  /** Rows to add once a page has been read. */
  readonly rowsAdded: number;
  /** Rows that come oldest first, in this listing's order. */
  arrange<Row extends { readonly id: string }>(oldestFirst: readonly Row[]): readonly Row[];
}

/** The listing that a request's faults make; `request` is a number that no other request has. */
export function listingOf(faults: readonly Fault[], request: number): Listing {
  let order: Order = "newest-first";
  let pageSizeCap = Number.POSITIVE_INFINITY;
  let rowsAdded = 0;
  for (const fault of faults) {
    if (fault.kind === "order") order = fault.order;
    if (fault.kind === "page_size_cap") pageSizeCap = Math.min(pageSizeCap, fault.rows);
    if (fault.kind === "rows_added_while_paging") rowsAdded += fault.rows ?? 1;
  }
  return { order, pageSizeCap, rowsAdded, arrange: (rows) => arrangeRows(rows, order, request) };
}

function arrangeRows<Row extends { readonly id: string }>(
  oldestFirst: readonly Row[],
  order: Order,
  request: number,
): readonly Row[] {
  switch (order) {
    case "oldest-first":
      return oldestFirst;
    case "newest-first":
      return oldestFirst.toReversed();
    case "random-stable":
      // Ids are random, so their order is too, and it is the same for every request.
      return oldestFirst.toSorted((first, second) => (first.id < second.id ? -1 : 1));
    case "random-per-request":
      return shuffle(oldestFirst, request);
  }
}

function shuffle<Row>(rows: readonly Row[], seed: number): Row[] {
  const random = createRandom("order", seed);
  return rows
    .map((row) => ({ row, position: random.next() }))
    .sort((first, second) => first.position - second.position)
    .map(({ row }) => row);
}
