import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { demo } from "../support/demo.ts";
import { exportOf } from "../support/export-of.ts";
import { settle } from "../support/visitor.ts";

const { signIn, sql } = demo();

async function open(path: string, email = "maya@northwind.example"): Promise<Page> {
  const page = await signIn(email);
  await page.goto(path);
  await settle(page);
  return page;
}

function downloadsOf(page: Page): unknown[] {
  const downloads: unknown[] = [];
  page.on("download", (download) => downloads.push(download));
  return downloads;
}

async function notedExports(): Promise<number> {
  const [row] =
    await sql()`select count(*)::int as noted from public.audit_log where action = 'data.exported'`;
  return row?.noted;
}

it("the numbers are exported as the table shows them, by those who see them all", async () => {
  const page = await open("/numbers?state=active");
  const { rows } = await exportOf(page, "numbers?");
  const table = page.getByRole("table");
  expect(rows).toHaveLength(await table.getByRole("rowheader").count());
  const seen = await table.locator("tbody tr").allInnerTexts();
  for (const [index, row] of rows.entries()) {
    const number = row.Number?.replace(/^'/, "") ?? "";
    const [firstPerson = ""] = row["Assigned people"]?.split("; ") ?? [];
    const calls = Number(row["Calls, last 7 days"]);
    const counted = calls === 0 ? "" : `${calls.toLocaleString("en")} call`;
    for (const word of [number, row.Kind, row.Label, row.State, counted, firstPerson]) {
      expect(seen[index]).toContain(word);
    }
  }
  const busiest = table.getByRole("link", { name: /calls$/ }).first();
  const count = (await busiest.textContent()) ?? "";
  await busiest.click();
  await page.getByRole("status").filter({ hasText: count }).first().waitFor();
  const agent = await open("/numbers", "ann@northwind.example");
  expect(await agent.getByRole("button", { name: "CSV" }).count()).toBe(0);
});

it("recordings and conversations are exported with the words of their lists", async () => {
  const recordings = await open("/recordings?period=30d");
  const [recording] = (await exportOf(recordings, "recordings?")).rows;
  const row = await recordings.getByRole("table").locator("tbody tr:has(button)").first().textContent();
  expect(row).toContain(recording?.Contact?.replace(/^'/, ""));
  expect(row).toContain(recording?.Direction);
  expect(row).toContain(recording?.Outcome);

  const messages = await open("/sms?period=30d");
  const [conversation] = (await exportOf(messages, "conversations?")).rows;
  const link = messages.getByRole("list", { name: "Conversations" }).getByRole("link").first();
  expect(await link.textContent()).toContain(conversation?.Contact?.replace(/^'/, ""));
});

it("an export whose page is left is stopped: nothing is noted and nothing is saved", async () => {
  const page = await open("/recordings?period=30d");
  const downloads = downloadsOf(page);
  const before = await notedExports();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/rest\/v1\/recordings\?.*limit=500/, async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.getByRole("button", { name: "CSV" }).click();
  await page.getByRole("button", { name: "Stop the export" }).waitFor();
  await page.getByRole("link", { name: "Numbers" }).click();
  await page.getByText("Export stopped. Nothing was saved.").waitFor();
  release();
  await settle(page);
  expect(downloads).toEqual([]);
  expect(await notedExports()).toBe(before);
});

it("an export that the audit log refuses gives no file, and the person hears why", async () => {
  const page = await open("/recordings?period=30d");
  const downloads = downloadsOf(page);
  const refusal = { code: "PT429", message: "Too many exports.", hint: "Try again in 60 seconds." };
  await page.route(/\/rpc\/record_export/, (route) => route.fulfill({ status: 429, json: refusal }));
  await page.getByRole("button", { name: "CSV" }).click();
  await page.getByText("Too many exports.").waitFor();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.getByText("Too many exports.").waitFor({ state: "detached" });

  await page
    .getByRole("table")
    .getByRole("button", { name: /^Play / })
    .first()
    .click();
  await page.getByRole("region", { name: "Player" }).getByRole("button", { name: "Download" }).click();
  await page.getByText("Too many exports.").waitFor();
  expect(downloads).toEqual([]);
});
