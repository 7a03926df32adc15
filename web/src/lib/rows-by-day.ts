import { type Accessor, createMemo } from "solid-js";
import { groupByDay } from "./group-by-day.ts";
import type { Day } from "./time-zone.ts";

/** Rows under their days. A day is known by its name, so that it and its rows keep their elements when others come. */
export function useRowsByDay<Row>(
  rows: Accessor<Row[]>,
  instantOf: (row: Row) => string,
  timeZone: Accessor<string>,
) {
  const groups = createMemo(() => groupByDay(rows(), instantOf, timeZone()));
  const rowsByDay = createMemo(() => new Map(groups().map((group) => [group.day, group.rows])));
  const days = createMemo(() => [...rowsByDay().keys()]);
  return { days, rowsOf: (day: Day) => rowsByDay().get(day) ?? [] };
}
