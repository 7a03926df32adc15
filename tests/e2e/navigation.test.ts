import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { demoPassword } from "../../supabase/local/demo/demo-people.ts";
import { demo } from "../support/demo.ts";
import { settle, untilSignInForm } from "../support/visitor.ts";

const { open, signIn, sql } = demo();

/** Holds back all code that is asked for from now on, until it is let go. */
async function holdCode(page: Page): Promise<{ isAskedFor: () => boolean; letGo: () => void }> {
  let askedFor = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/assets/*.js", async (route) => {
    askedFor += 1;
    await promise;
    await route.continue();
  });
  return { isAskedFor: () => askedFor > 0, letGo: resolve };
}

/** Tells the page that a sync has brought rows, until it reads them. */
async function renew(page: Page): Promise<void> {
  let reads = 0;
  page.on("response", (response) => {
    if (response.url().includes("/rest/v1/")) reads += 1;
  });
  const tellAndCount = async () => {
    await sql()`
      select realtime.send('{"status":"succeeded","has_changed_rows":true}', 'sync', 'org:' || id, true)
      from public.organizations where name = 'Northwind Dental'`;
    return reads;
  };
  await expect.poll(tellAndCount, { timeout: 20_000, interval: 500 }).toBeGreaterThan(0);
}

async function openSwitcher(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Organization:/ }).click();
  await page.getByRole("combobox", { name: "Find an organization" }).waitFor();
}

describe("another organization", () => {
  it("chosen while the code of the next page is on its way, is shown with that page", async () => {
    const page = await signIn("pat@platform.example");
    await settle(page);
    await openSwitcher(page);
    await page.getByRole("option", { name: /Northwind Dental/ }).click();
    await page.getByRole("button", { name: /^Organization: .*Northwind Dental/ }).waitFor();
    await settle(page);

    const code = await holdCode(page);
    await page.getByRole("navigation").getByRole("link", { name: "Reports" }).click();
    await expect.poll(code.isAskedFor).toBe(true);
    await openSwitcher(page);
    await page.getByRole("option", { name: /Harbor Realty/ }).click();
    code.letGo();
    await page.getByRole("heading", { level: 1, name: "Reports" }).waitFor();
    await page.getByRole("button", { name: /^Organization: .*Harbor Realty/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/reports");

    await page.getByRole("navigation").getByRole("link", { name: "Numbers" }).click();
    await page.getByRole("heading", { level: 1, name: "Numbers" }).waitFor();
  });

  it("is shown without what the address asked for of the one before", async () => {
    const page = await signIn("pat@platform.example");
    const [number] = await sql()`
      select id from public.phone_numbers
      where org_id = (select id from public.organizations where slug = 'northwind-dental') limit 1`;
    await page.goto(`/reports?org=northwind-dental&number=${number?.id}`);
    await settle(page);
    await openSwitcher(page);
    await page.getByRole("option", { name: /Harbor Realty/ }).click();
    await page.getByRole("button", { name: /^Organization: .*Harbor Realty/ }).waitFor();
    await settle(page);
    expect(new URL(page.url()).pathname).toBe("/reports");
    expect(new URL(page.url()).search).toBe("");
    expect(await page.getByRole("button", { name: "Clear filters" }).count()).toBe(0);
  });

  it("that was typed is the one that Enter picks, also before the search has answered", async () => {
    const page = await signIn("pat@platform.example");
    await page.goto("/?org=harbor-realty");
    await settle(page);
    await openSwitcher(page);
    await page.getByRole("option", { name: /Northwind Dental/ }).waitFor();
    await page.route("**/rest/v1/organizations?*ilike*", () => {});
    await page.getByRole("combobox", { name: "Find an organization" }).pressSequentially("north");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Organization: .*Northwind Dental/ }).waitFor();
  });
});

describe("the next page of a list", () => {
  /** Entries of the year 2018, which no other test looks at. */
  const madeUpEntries = 120;
  beforeAll(async () => {
    await sql()`
      insert into public.audit_log (org_id, actor_id, actor_email, action, at)
      select o.id, p.id, p.email, 'member.added', timestamptz '2018-12-20 12:00Z' - make_interval(hours => n)
      from public.organizations o join public.profiles p on p.email = 'olivia@northwind.example'
      cross join generate_series(1, ${madeUpEntries}) n
      where o.slug = 'northwind-dental'`;
  });

  it.each([
    ["/recordings?period=90d", "main tbody button"],
    ["/admin/audit?from=2018-01-01&to=2018-12-31", "main section li button"],
  ])("on %s leaves the focus and the row where it is", async (path, buttons) => {
    const page = await signIn("olivia@northwind.example");
    await page.goto(path);
    await settle(page);
    const rows = page.locator(buttons);
    const before = await rows.count();
    const focused = await rows.nth(Math.floor(before / 2)).elementHandle();
    await focused?.focus();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect.poll(() => rows.count()).toBeGreaterThan(before);
    expect(await focused?.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe("a renewal of the data", () => {
  it.each([
    "/",
    "/reports?period=30d",
    "/recordings?period=30d",
    "/sms",
    "/numbers",
    "/sync",
    "/admin/people",
    "/admin/audit",
  ])("on %s keeps the focus where it is", async (path) => {
    const page = await signIn("olivia@northwind.example");
    await page.goto(path);
    await settle(page);
    // Here again, with its data still known: this is where the page was taken out at each renewal.
    await page.getByRole("navigation").getByRole("link", { name: "Settings" }).click();
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    await page.goBack();
    await settle(page);
    const focused = await page.locator("main button:visible, main a:visible").last().elementHandle();
    await focused?.focus();
    await renew(page);
    await settle(page);
    expect(await focused?.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe("the first figures of the dashboard", () => {
  it("leave the focus where it was while they were on their way", async () => {
    const page = await signIn("olivia@northwind.example");
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    await page.route("**/rest/v1/rpc/call_kpis*", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("/");
    const panel = page.getByRole("region", { name: "Inbound calls" });
    const button = panel.getByRole("button").first();
    const hasFocus = () => button.evaluate((element) => element === document.activeElement);
    await button.focus();
    letGo();
    await panel.getByRole("link").first().waitFor();
    await expect.poll(hasFocus).toBe(true);
  });
});

describe("the keyboard alone", () => {
  it("signs in, reaches each page, opens a dialog and comes back to where it was", async () => {
    const page = await open();
    await page.goto("/login");
    await untilSignInForm(page);
    await tabTo(page, "Email");
    await page.keyboard.type("olivia@northwind.example");
    await tabTo(page, "Password");
    await page.keyboard.type(demoPassword);
    await page.keyboard.press("Enter");
    await page.waitForURL(({ pathname }) => pathname === "/");
    await settle(page);

    await tabTo(page, "Skip to content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");

    for (const name of [
      "Reports",
      "Recordings",
      "Messages",
      "Numbers",
      "Sync",
      "Integrations",
      "People",
      "Audit log",
      "Settings",
    ]) {
      await tabTo(page, name, "Shift+Tab");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name }).waitFor();
      await settle(page);
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.id), { message: `focus on ${name}` })
        .toBe("main");
    }

    await tabTo(page, "People", "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "People" }).waitFor();
    await settle(page);
    await tabTo(page, "Invite people");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest("[role=dialog]") !== null)).toBe(true);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(() => focusedName(page)).toBe("Invite people");
  });
});

const mostTabs = 40;

/** Presses Tab, or Shift and Tab, until what has the focus is named so. */
async function tabTo(page: Page, name: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let presses = 0; presses < mostTabs; presses += 1) {
    await page.keyboard.press(key);
    if ((await focusedName(page)) === name) return;
  }
  throw new Error(`${mostTabs} presses of Tab don't lead to “${name}”.`);
}

/** What the focused element is called, by what it shows or by its label. */
const focusedName = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    const label = focused instanceof HTMLInputElement ? focused.labels?.[0] : undefined;
    return (label ?? focused)?.textContent?.trim();
  });
