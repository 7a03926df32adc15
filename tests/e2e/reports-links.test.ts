import { describe, expect, it } from "vitest";
import { rowsInDocument } from "../support/reports/call-log.ts";
import { demoWithMadeUpCalls, madeUpYear, maya, northwind } from "../support/reports/made-up-calls.ts";
import { fillSignIn, settle } from "../support/visitor.ts";

const { open, openReports, sql } = demoWithMadeUpCalls();

describe("a call's link", () => {
  it("opens the call after the sign-in it asks for; Back closes it and keeps the filters", async () => {
    const [call] = await sql()`
      select c.id from public.calls c join public.recordings r on r.call_id = c.id
      where c.org_id = ${northwind} order by c.started_at desc limit 1`;
    const page = await open();
    await page.goto(`/reports?period=90d&call=${call?.id}`);
    await page.waitForURL(/\/login\?/);
    await fillSignIn(page, maya);
    const drawer = page.getByRole("dialog");
    await drawer.getByText("Course of the call").waitFor();
    await drawer.getByRole("button", { name: "Play" }).waitFor();
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });

    await page.goto("/reports?period=90d&outcome=answered");
    await settle(page);
    await page.locator("tr[data-row] button").first().click();
    await drawer.getByText("Course of the call").waitFor();
    await page.goBack();
    await drawer.waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("?period=90d&outcome=answered");
  });

  it.each(["not-a-call", "00000000-0000-4000-8000-000000000000"])(
    "to %s says that there is none",
    async (id) => {
      const page = await openReports(`call=${id}`);
      await page.getByRole("dialog").getByText("No such call").waitFor();
    },
  );
});

describe("on paper", () => {
  it("a report has all its loaded rows, says what it is, and has nothing to click", async () => {
    const page = await openReports(`${madeUpYear}&direction=inbound`);
    const loaded = Number(await page.getByRole("table").getAttribute("aria-rowcount"));
    expect(loaded, "more calls than are loaded").toBe(-1);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect((await rowsInDocument(page)).length).toBeGreaterThanOrEqual(50);
    expect(await page.locator("tr[aria-hidden]").count()).toBe(0);
    const facts = await page.locator("dl").textContent();
    for (const words of [
      "Northwind Dental",
      "Jan 1, 2019 – Dec 31, 2019",
      "Inbound",
      `of ${(1000).toLocaleString("en-US")} calls`,
    ]) {
      expect(facts).toContain(words);
    }
    for (const hidden of ["nav", "search"]) {
      expect(await page.locator(hidden).filter({ visible: true }).count(), hidden).toBe(0);
    }
    expect(await page.getByRole("button").filter({ visible: true }).count()).toBe(
      (await rowsInDocument(page)).length,
    );
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(background).toBe("rgb(255, 255, 255)");
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  });
});
