import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { readCsv } from "./read-csv.ts";

/** Presses the page's button and reads the file that comes; `rows` is what the page calls them. */
export async function exportOf(
  page: Page,
  rows: string,
): Promise<{ header: string[]; rows: Record<string, string>[] }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click(),
  ]);
  await page.getByText(new RegExp(`^[\\d,]+ ${rows} exported`)).waitFor();
  const text = await readFile(await download.path(), "utf8");
  const [header = [], ...records] = readCsv(text.replace(/^\uFEFF/, ""));
  const exported = records.map((cells) =>
    Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])),
  );
  return { header, rows: exported };
}
