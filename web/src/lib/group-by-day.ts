import { type Day, dayOf } from "./time-zone.ts";

export interface DayGroup<Row> {
  day: Day;
  rows: Row[];
}

/** Rows under the day that each falls on in a time zone, in the order given. */
export function groupByDay<Row>(
  rows: Row[],
  instantOf: (row: Row) => string,
  timeZone: string,
): DayGroup<Row>[] {
  const groups: DayGroup<Row>[] = [];
  for (const row of rows) {
    const day = dayOf(new Date(instantOf(row)), timeZone);
    const current = groups.at(-1);
    if (current?.day === day) current.rows.push(row);
    else groups.push({ day, rows: [row] });
  }
  return groups;
}
