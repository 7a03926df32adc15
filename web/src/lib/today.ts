import { type Accessor, createMemo } from "solid-js";
import { useClock } from "./clock.ts";
import { type Day, dayOf } from "./time-zone.ts";

/** The current day of a time zone, which goes on at its midnight for as long as the component lives. */
export function useToday(timeZone: Accessor<string>): Accessor<Day> {
  const nowMs = useClock(30_000);
  return createMemo(() => dayOf(new Date(nowMs()), timeZone()));
}
