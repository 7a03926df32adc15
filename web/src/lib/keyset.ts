/** Where a page of a list ends, newest first: the time and the id of its last row. */
export interface Cursor {
  at: string;
  id: string;
}

/** A page out of one row more than it holds: that row says whether there is a next one. */
export function cutPage<Row, NextCursor>(rows: Row[], size: number, cursorOf: (row: Row) => NextCursor) {
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return { rows: page, next: rows.length > size && last !== undefined ? cursorOf(last) : null };
}

interface Narrowable {
  lte(column: string, value: unknown): this;
  or(filters: string): this;
}

/** The rows that come after a cursor, newest first by a column of times, then by id; all of them without one. */
export function afterCursor<Query extends Narrowable>(
  query: Query,
  column: string,
  cursor: Cursor | null,
): Query {
  if (!cursor) return query;
  const { at, id } = cursor;
  // The plain bound lets the database start at the right place of its index; the pair then decides exactly. Only
  // PostgREST's own language compares a pair with two columns.
  return query.lte(column, at).or(`${column}.lt."${at}",and(${column}.eq."${at}",id.lt.${id})`);
}
