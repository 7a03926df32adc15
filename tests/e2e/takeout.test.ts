import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { connectDemoOrganizations } from "../support/demo-connection.ts";
import { signInAs } from "../support/visitor.ts";

const product = inject("product");

let browser: Browser;
let sql: Sql;

beforeAll(async () => {
  browser = await launchBrowser();
  sql = postgres(product.databaseUrl, { max: 1, onnotice: () => {} });
  await connectDemoOrganizations(product, sql);
});
afterAll(async () => {
  await browser.close();
  await sql.end();
});

it("an owner takes everything along as one file, which the audit log tells", async () => {
  const page = await signInAs(browser, product.siteUrl, "olivia@northwind.example");
  await page.goto("/settings");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export everything" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^northwind-dental-\d{4}-\d{2}-\d{2}\.ndjson\.gz$/);
  const lines = gunzipSync(await readFile(await file.path()))
    .toString()
    .trimEnd()
    .split("\n");
  const { complete, rows } = JSON.parse(lines.at(-1) ?? "null");
  expect(complete).toBe(true);
  expect(rows.calls).toBeGreaterThan(100);

  await page.goto("/admin/audit");
  await page
    .getByText(/exported everything of the organization: [\d,]+ rows/)
    .first()
    .waitFor();
  await page.context().close();
});

it("an admin is not offered it", async () => {
  const page = await signInAs(browser, product.siteUrl, "adam@northwind.example");
  await page.goto("/settings");
  await page.getByRole("heading", { name: "Organization", exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "Export everything" }).count()).toBe(0);
  await page.context().close();
});
