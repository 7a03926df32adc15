import type { SeenRow } from "./call-log.ts";

/** What the screen must show where the file has this. */
export function onScreen(record: Record<string, string>): Omit<SeenRow, "id" | "rowIndex"> {
  const cell = (name: string) => record[name]?.replace(/^'(?=[=+\-@\t\r\n])/, "") ?? "";
  const [hours = "", minutes = ""] = /T(\d\d):(\d\d)/.exec(cell("Time (America/New_York)"))?.slice(1) ?? [];
  const time = `${Number(hours) % 12 || 12}:${minutes} ${Number(hours) < 12 ? "AM" : "PM"}`;
  const seconds = Number(cell("Duration (seconds)"));
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const pad = (part: number) => String(part).padStart(2, "0");
  const duration = hour > 0 ? `${hour}:${pad(minute)}:${pad(second)}` : `${minute}:${pad(second)}`;
  return {
    direction: cell("Direction"),
    contact: cell("Contact"),
    cells: [
      cell("Number") || "—",
      cell("Agent") || "—",
      cell("Outcome"),
      cell("Duration (seconds)") === "" ? "—" : duration,
      time,
    ],
  };
}

/** The row without its place, and without the contact's cell, of which the parts are compared. */
export function asSeen({ direction, contact, cells }: SeenRow): Omit<SeenRow, "id" | "rowIndex"> {
  return { direction, contact, cells: cells.slice(1) };
}
