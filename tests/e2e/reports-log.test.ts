import { describe, expect, it } from "vitest";
import { violationsOn } from "../support/accessibility.ts";
import { countOn, readThrough, rowsInDocument } from "../support/reports/call-log.ts";
import { demoWithMadeUpCalls, madeUpYear } from "../support/reports/made-up-calls.ts";
import { settle } from "../support/visitor.ts";

const { openReports, sql } = demoWithMadeUpCalls();

describe("a long log", () => {
  it("shows every call once and in order, with no more rows in the document than are near the window", async () => {
    const page = await openReports(madeUpYear);
    const { rows, mostAtOnce } = await readThrough(page);
    const expected = await sql()`
      select id from public.calls where external_id like 'made-up-%' order by started_at desc, id desc`;
    expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(mostAtOnce).toBeLessThan(80);
    expect(await violationsOn(page)).toEqual([]);
  });

  it("loads to its end for a person who jumps there again and again", async () => {
    const page = await openReports(madeUpYear);
    const jump = () =>
      page.evaluate(() => {
        scrollTo(0, document.documentElement.scrollHeight);
        return document.body.textContent?.includes("That's all.");
      });
    await expect.poll(jump, { interval: 20, timeout: 60_000 }).toBe(true);
  });

  it("keeps its place and the focus when calls come in above", async () => {
    const page = await openReports(madeUpYear);
    await page.mouse.wheel(0, 4000);
    await page.waitForFunction(() => scrollY > 2000);
    const row = page.locator("tr[data-row] button").nth(15);
    await row.focus();
    const label = await row.getAttribute("aria-label");
    const focused = page.locator(":focus");
    const topBefore = (await focused.boundingBox())?.y;
    const heightBefore = await page.evaluate(() => document.documentElement.scrollHeight);
    await sql()`
      insert into public.calls (org_id, integration_id, external_id, phone_number_id, direction, outcome, started_at)
      select org_id, integration_id, 'made-up-late-' || n, phone_number_id, 'inbound', 'missed', '2019-07-01 12:00Z'
      from public.calls, generate_series(1, 5) n where external_id = 'made-up-1'`;
    // What was read a minute ago is renewed when the person comes back to the tab.
    await page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 60_000;
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    });
    await page.waitForFunction((height) => document.documentElement.scrollHeight !== height, heightBefore);
    await settle(page);
    expect(await focused.getAttribute("aria-label")).toBe(label);
    expect(Math.abs(((await focused.boundingBox())?.y ?? 0) - (topBefore ?? 0))).toBeLessThan(3);
    await sql()`delete from public.calls where external_id like 'made-up-late-%'`;
  });
});

describe("a search", () => {
  it.each([
    "100% off_s",
    "%",
    "_",
    "(Dental)",
    '"yes", twice',
    "\\ P",
    "<script>",
    "שלום",
    "😀",
    ",",
    "O'",
    "or(id",
  ])("for %s finds the names that hold it, and no others", async (text) => {
    const page = await openReports(`${madeUpYear}&q=${encodeURIComponent(text)}`);
    const [found] = await sql()`
        select count(*)::int as count from public.calls
        where external_id like 'made-up-%' and position(lower(${text}) in lower(counterpart_name)) > 0`;
    expect(await countOn(page)).toBe(found?.count);
  });

  it("keeps the space after which the typing goes on", async () => {
    const page = await openReports(madeUpYear);
    const field = page.getByRole("searchbox");
    await field.pressSequentially("Ann ");
    await page.waitForURL(/q=Ann(&|$)/);
    await settle(page);
    await field.pressSequentially("Lee");
    expect(await field.inputValue()).toBe("Ann Lee");
    await page.waitForURL(/q=Ann(\+|%20)Lee/);
  });

  it("that was still being typed is cleared with the filters", async () => {
    const page = await openReports(`${madeUpYear}&direction=inbound`);
    const field = page.getByRole("searchbox");
    await field.pressSequentially("Ann");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.waitForURL((url) => !url.searchParams.has("direction"));
    await page.waitForTimeout(500);
    expect(await field.inputValue()).toBe("");
    expect(new URL(page.url()).searchParams.has("q")).toBe(false);
  });

  it("takes a text of any length", async () => {
    const page = await openReports(`${madeUpYear}&q=${"x".repeat(6000)}`);
    await page.getByText("No call matches").waitFor();
  });

  it("shows nothing of an earlier one that was overtaken", async () => {
    const page = await openReports(madeUpYear);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/counterpart_name=ilike\.%25Caller%25/, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    const field = page.getByRole("searchbox");
    await field.fill("Caller");
    await field.press("Enter");
    await page.waitForURL(/q=Caller/);
    await field.fill("Zoë");
    await field.press("Enter");
    await expect.poll(() => countOn(page)).toBe(1);
    release();
    await settle(page);
    expect((await rowsInDocument(page)).map(({ contact }) => contact)).toEqual(["Zoë Ångström 😀"]);
  });
});
