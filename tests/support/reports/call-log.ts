import type { Page } from "playwright-core";
import { expect } from "vitest";

/** A row of the call log as the page shows it. */
export interface SeenRow {
  id: string;
  rowIndex: number;
  direction: string;
  contact: string;
  cells: string[];
}

/** The number of calls that the page says there are. */
export async function countOn(page: Page): Promise<number> {
  const status = page.getByRole("status").filter({ hasText: /^[\d,]+ calls?$/ });
  return Number((await status.textContent())?.replace(/\D/g, ""));
}

export function rowsInDocument(page: Page): Promise<SeenRow[]> {
  return page.locator("tr[data-row]:has(td)").evaluateAll((rows) =>
    rows.map((row) => ({
      id: row.getAttribute("data-row") ?? "",
      rowIndex: Number(row.getAttribute("aria-rowindex")),
      direction: row.querySelector(".sr-only")?.textContent ?? "",
      contact: row.querySelector("button")?.textContent ?? "",
      // Of two lines the first.
      cells: [...row.querySelectorAll("td")].map(
        (cell) => (cell.firstElementChild ?? cell).textContent?.trim() ?? "",
      ),
    })),
  );
}

/** Scrolls from the top to the very end, as a reader would, and gives every call seen, in the order of the table. */
export async function readThrough(page: Page): Promise<{ rows: SeenRow[]; mostAtOnce: number }> {
  const seen = new Map<number, SeenRow>();
  let mostAtOnce = 0;
  for (;;) {
    const rows = await rowsInDocument(page);
    mostAtOnce = Math.max(mostAtOnce, rows.length);
    for (const row of rows) {
      expect(seen.get(row.rowIndex)?.id ?? row.id, `another call at row ${row.rowIndex}`).toBe(row.id);
      seen.set(row.rowIndex, row);
    }
    const isAtEnd = await page.evaluate(async () => {
      const isLast = document.body.textContent?.includes("That's all.") ?? false;
      const isBottom = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
      scrollBy(0, innerHeight);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return isLast && isBottom;
    });
    if (isAtEnd) break;
  }
  const inOrder = [...seen.values()].sort((one, other) => one.rowIndex - other.rowIndex);
  return { rows: inOrder, mostAtOnce };
}
