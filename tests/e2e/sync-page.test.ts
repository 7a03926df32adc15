import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demo } from "../support/demo.ts";
import { endCooldowns } from "../support/demo-syncs.ts";
import { breakMightyCall } from "../support/simulator.ts";
import { settle } from "../support/visitor.ts";

const { product, signIn, sql } = demo();
const account = "Northwind Dental";
const northwind = "a0000000-0000-4000-8000-000000000001";

beforeEach(() => endCooldowns(sql()));
afterEach(async () => {
  await expect.poll(liveJobs, { message: "no sync is left behind", timeout: 60_000 }).toEqual([]);
});

const liveJobs = () =>
  sql()`select stream, trigger from public.sync_jobs where org_id = ${northwind} and status in ('queued', 'running')`;

async function openSync(email: string): Promise<Page> {
  const page = await signIn(email);
  await page.goto("/sync");
  await settle(page);
  return page;
}

const rowOf = (page: Page, stream: string) =>
  page
    .getByRole("region", { name: "Streams" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: stream, exact: true }) });

/** Presses the button once the scheduled sync, if one runs, is over. */
const syncNow = (page: Page, stream: string) =>
  rowOf(page, stream).getByRole("button", { name: "Sync now" }).click();

describe("an admin", () => {
  it("starts a sync and sees it run and end, without loading the page anew", async () => {
    const page = await openSync("adam@northwind.example");
    let loads = 0;
    page.on("load", () => {
      loads += 1;
    });
    await breakMightyCall(product.simulatorUrl, { kind: "slow", milliseconds: 4000, account });
    await syncNow(page, "Calls");
    const row = rowOf(page, "Calls");
    await row.getByRole("button", { name: "Syncing…" }).waitFor();
    await row
      .getByRole("status")
      .filter({ hasText: /^Running/ })
      .waitFor();

    await page.getByText(/^Calls are synced/).waitFor();
    await row.getByRole("button", { name: "Sync now" }).waitFor();
    const newest = page.getByRole("table").getByRole("row").nth(1);
    await expect.poll(() => newest.textContent()).toMatch(/^Calls.*Adam Reyes.*Succeeded/);
    expect(loads).toBe(0);
  });

  it("pauses and resumes a stream, and sets its pace", async () => {
    const stream = async () => {
      const [row] = await sql()`
        select is_enabled, interval_seconds from public.sync_streams where org_id = ${northwind} and stream = 'sms_messages'`;
      return row;
    };
    const before = await stream();
    const page = await openSync("adam@northwind.example");
    const row = rowOf(page, "Messages");
    await row.getByRole("button", { name: "Pause the sync of messages" }).click();
    await row.getByText("Paused", { exact: true }).waitFor();
    await row.getByText("No next run while paused").waitFor();
    expect(await stream()).toEqual({ ...before, is_enabled: false });

    await row.getByRole("button", { name: "Resume the sync of messages" }).click();
    await row.getByText("Paused", { exact: true }).waitFor({ state: "detached" });
    expect(await stream()).toEqual(before);

    const pace = row.getByRole("button", { name: /^Pace of messages/ });
    const usual = (await pace.textContent())?.replace(/^.*: /, "").trim() ?? "";
    const choosePace = async (name: string) => {
      await pace.click();
      await page.getByRole("option", { name, exact: true }).click();
    };
    await choosePace("Every 3 hours");
    await expect.poll(stream).toEqual({ ...before, interval_seconds: 10_800 });
    await choosePace(usual);
    await expect.poll(stream).toEqual(before);
  });

  it("keeps the focus on what was pressed, though it can't be pressed again at once", async () => {
    const page = await openSync("adam@northwind.example");
    await expect.poll(liveJobs, { timeout: 60_000 }).toEqual([]);
    const focusIsOn = (name: string) =>
      expect
        .poll(() =>
          page.evaluate(
            () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent,
          ),
        )
        .toBe(name);
    const row = rowOf(page, "Messages");
    await row.getByRole("button", { name: "Pause the sync of messages" }).focus();
    await page.keyboard.press("Enter");
    await row.getByText("Paused", { exact: true }).waitFor();
    await focusIsOn("Resume the sync of messages");
    await page.keyboard.press("Enter");
    await row.getByText("Paused", { exact: true }).waitFor({ state: "detached" });
    await focusIsOn("Pause the sync of messages");

    await breakMightyCall(product.simulatorUrl, { kind: "slow", milliseconds: 3000, account });
    await row.getByRole("button", { name: "Sync now" }).focus();
    await page.keyboard.press("Enter");
    await row.locator("button[aria-disabled=true]").filter({ hasText: "Syncing…" }).waitFor();
    await focusIsOn("Syncing…");
    await page.keyboard.press("Enter");
    await page
      .getByText(/^A sync of messages is (running|about to start)\.$/)
      .first()
      .waitFor();
  });

  it("loads history, sees how far it is, and stops it", async () => {
    const page = await openSync("adam@northwind.example");
    await expect.poll(liveJobs, { timeout: 60_000 }).toEqual([]);
    await breakMightyCall(product.simulatorUrl, { kind: "slow", milliseconds: 3000, account });
    await page.getByRole("button", { name: "Load history" }).click();
    const dialog = page.getByRole("dialog", { name: "Load history" });
    const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    await dialog.getByRole("textbox", { name: "From" }).fill(dayBefore(20));
    await dialog.getByRole("textbox", { name: "To" }).fill(dayBefore(40));
    await dialog.getByRole("button", { name: "Load history" }).click();
    await dialog.getByText("The last day comes before the first.").waitFor();
    await dialog.getByRole("textbox", { name: "From" }).fill(dayBefore(40));
    await dialog.getByRole("textbox", { name: "To" }).fill(dayBefore(20));
    await dialog.getByRole("button", { name: "Load history" }).click();

    const drawer = page.getByRole("dialog", { name: "Sync of calls" });
    await drawer.getByRole("img", { name: /^\d+% of the time from .* is read, newest first$/ }).waitFor();
    await drawer.getByRole("button", { name: "Stop this sync" }).click();
    await page.getByRole("button", { name: "Stop the sync" }).click();
    await drawer.getByText("Cancelled").waitFor();
    await drawer.getByRole("button", { name: "Load the rest" }).waitFor();
  });

  it("learns from a failed sync what to do, and tries it again", async () => {
    const page = await openSync("adam@northwind.example");
    const mend = await breakMightyCall(product.simulatorUrl, {
      kind: "unauthorized_once",
      times: 1000,
      account,
      path: "journal",
    });
    await syncNow(page, "Messages");
    const row = rowOf(page, "Messages");
    await row.getByText("Failing", { exact: true }).waitFor();
    await row.getByRole("link", { name: "Check the connection" }).waitFor();
    await page
      .getByRole("button", { name: /^Messages, .*: details$/ })
      .first()
      .click();
    const drawer = page.getByRole("dialog", { name: "Sync of messages" });
    await drawer.getByText("Why it ended").waitFor();

    await mend();
    await endCooldowns(sql());
    await drawer.getByRole("button", { name: "Try again" }).click();
    await drawer.getByText("Succeeded").waitFor();
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    await row.getByText("Up to date").waitFor();
    expect(await row.getByRole("link", { name: "Check the connection" }).count()).toBe(0);
    const [integration] =
      await sql()`select status, error_code from public.integrations where org_id = ${northwind}`;
    expect(integration).toEqual({ status: "connected", error_code: null });
  });
});

it("a manager sees how the syncs go and may start one, but sets nothing", async () => {
  const page = await openSync("maya@northwind.example");
  const row = rowOf(page, "Calls");
  await row.getByText(/^Runs every/).waitFor();
  await row.getByRole("button", { name: /^Sync/ }).waitFor();
  expect(await page.getByRole("button", { name: /^(Pause|Resume|Pace|Load history)/ }).count()).toBe(0);
});
