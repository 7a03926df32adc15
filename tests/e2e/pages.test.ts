import { describe, expect, it } from "vitest";
import { violationsOn } from "../support/accessibility.ts";
import { demo } from "../support/demo.ts";
import { fillSignIn, settle } from "../support/visitor.ts";

const { product, open, signIn } = demo();

const everyone = ["/", "/reports", "/recordings", "/sms", "/numbers", "/settings"];
const managers = [...everyone, "/sync"];
const admins = [...managers, "/admin/mightycall", "/admin/people", "/admin/audit"];

const visits: { role: string; email: string; pages: string[] }[] = [
  { role: "owner", email: "olivia@northwind.example", pages: admins },
  { role: "admin", email: "adam@northwind.example", pages: admins },
  { role: "manager", email: "maya@northwind.example", pages: managers },
  { role: "agent without numbers", email: "ben@northwind.example", pages: everyone },
  { role: "platform admin", email: "pat@platform.example", pages: [...admins, "/platform"] },
];
const looks = [
  { name: "desktop, light", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "phone, dark", viewport: { width: 360, height: 780 }, colorScheme: "dark" },
] as const;

describe.each(looks)("on $name", ({ viewport, colorScheme }) => {
  it.each(visits)(
    "every page of $role opens without errors, fits, and is accessible",
    async ({ email, pages }) => {
      const page = await signIn(email, { viewport, colorScheme });
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(`${page.url()}: ${message.text()}`);
      });
      for (const path of pages) {
        await page.goto(path);
        await settle(page);
        expect(new URL(page.url()).pathname, "stays where it was asked to go").toBe(path);
        expect(await page.title()).toMatch(/.+ · VictorySync$/);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, `${path} is wider than the screen`).toBeLessThanOrEqual(viewport.width);
        expect(await violationsOn(page), `accessibility of ${path}`).toEqual([]);
      }
      expect(problems).toEqual([]);
    },
  );
});

describe("pages that a role may not see", () => {
  it.each([
    ["ben@northwind.example", ["/sync", "/admin/mightycall", "/admin/people", "/admin/audit", "/platform"]],
    ["maya@northwind.example", ["/admin/mightycall", "/admin/people", "/admin/audit", "/platform"]],
    ["olivia@northwind.example", ["/platform"]],
  ])("%s gets no data and no entry in the navigation", async (email, forbidden) => {
    const page = await signIn(email);
    for (const path of forbidden) {
      expect(await page.locator(`nav a[href="${path}"]`).count(), `an entry for ${path}`).toBe(0);
      await page.goto(path);
      await settle(page);
      expect(await page.getByRole("table").count(), `a table on ${path}`).toBe(0);
    }
  });
});

describe("a session", () => {
  it("survives a reload, a second tab and a look at another tab; the page and its filters stay", async () => {
    const page = await signIn("maya@northwind.example");
    const address = "/reports?period=30d&direction=inbound";
    await page.goto(address);
    await settle(page);
    await page.reload();
    await settle(page);
    expect(page.url()).toBe(product.siteUrl + address);

    const second = await page.context().newPage();
    await second.goto("/numbers");
    await settle(second);
    await page.bringToFront();
    expect(page.url()).toBe(product.siteUrl + address);
  });

  it("is asked for on a deep link, which is then gone to", async () => {
    const page = await open();
    await page.goto("/reports?period=30d&direction=inbound");
    await page.waitForURL(/\/login\?redirect=%2Freports/);
    await fillSignIn(page, "maya@northwind.example");
    await settle(page);
    expect(page.url()).toBe(`${product.siteUrl}/reports?period=30d&direction=inbound`);
  });
});
