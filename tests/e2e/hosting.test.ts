import type { Browser } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launchBrowser, policyViolations } from "../support/browser.ts";
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

it.each(["/", "/reports?period=30d", "/index.html"])(
  "%s is the page, and is never shown without being asked for anew",
  async (path) => {
    const response = await fetch(product.siteUrl + path);
    expect(await response.text()).toContain('<div id="root">');
    expect(response.headers.get("cache-control")).toMatch(/no-cache|max-age=0/);
  },
);

it("assets are cached for good, and come with the same protection as the page", async () => {
  const page = await (await fetch(product.siteUrl)).text();
  const assets = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].flatMap(([, path]) => path ?? []);
  expect(assets.length).toBeGreaterThan(1);
  for (const asset of assets) {
    const { headers } = await fetch(product.siteUrl + asset);
    expect(headers.get("cache-control"), asset).toBe("public, max-age=31536000, immutable");
    expect(headers.get("x-content-type-options"), asset).toBe("nosniff");
  }
});

it("a script or a style that was smuggled into a page does not run, and the page can't send data elsewhere", async () => {
  const page = await signInAs(browser, product.siteUrl, "ben@northwind.example");
  const outcome = await page.evaluate(async () => {
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\"document.title = 'smuggled'\">");
    const script = document.createElement("script");
    script.textContent = "document.title = 'smuggled'";
    const style = document.createElement("style");
    style.textContent = "body { opacity: 0 }";
    document.head.append(script, style);
    await new Promise((resolve) => document.querySelector("img[src=x]")?.addEventListener("error", resolve));
    const sent = await fetch("http://127.0.0.2:9/").catch((error: Error) => error.name);
    return { title: document.title, opacity: getComputedStyle(document.body).opacity, sent };
  });
  expect(outcome).toEqual({
    title: expect.not.stringContaining("smuggled"),
    opacity: "1",
    sent: "TypeError",
  });
  for (const directive of ["script-src", "style-src", "connect-src"]) {
    expect(
      policyViolations.filter((violation) => violation.includes(directive)),
      directive,
    ).not.toEqual([]);
  }
  policyViolations.length = 0;
  await page.context().close();
});

it.each([1280, 360])("a recording plays under the policy, with its waveform, at %i px", async (width) => {
  const page = await signInAs(browser, product.siteUrl, "maya@northwind.example", {
    viewport: { width, height: 800 },
  });
  await page.goto("/recordings?period=30d");
  await page
    .getByRole("button", { name: /^Play / })
    .first()
    .click();
  const player = page.getByRole("region", { name: "Player" });
  const canvas = player.locator("canvas").first();
  // Drawn anew meanwhile, a canvas is gone for a moment.
  const position = () => canvas.evaluate((element) => getComputedStyle(element).position);
  await expect
    .poll(position, { message: "the waveform's own styles apply", timeout: 20_000 })
    .toBe("absolute");
  await page.context().close();
});
