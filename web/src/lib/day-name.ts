import { addDays, type Day } from "./time-zone.ts";

/** "Today" and "Yesterday" by name, any other day by its date. */
export function dayName(day: Day, today: Day): "Today" | "Yesterday" | null {
  if (day === today) return "Today";
  return day === addDays(today, -1) ? "Yesterday" : null;
}
