import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { readCsv } from "../read-csv.ts";
import type { SeenRow } from "./call-log.ts";

/** Presses the page's button and reads the file that comes. */
export async function exportOf(page: Page): Promise<{ header: string[]; rows: Record<string, string>[] }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click(),
  ]);
  await page.getByText(/calls? exported/).waitFor();
  const text = await readFile(await download.path(), "utf8");
  const [header = [], ...records] = readCsv(text.replace(/^\uFEFF/, ""));
  const rows = records.map((cells) =>
    Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])),
  );
  return { header, rows };
}

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
