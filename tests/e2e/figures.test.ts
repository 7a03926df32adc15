import type { Browser, Page } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { addDays, dayOf } from "../../web/src/lib/time-zone.ts";
import { launchBrowser } from "../support/browser.ts";
import { connectDemoOrganizations } from "../support/demo-connection.ts";
import { settle, signInAs } from "../support/visitor.ts";

const product = inject("product");

const owner = "olivia@northwind.example";
const agent = "ann@northwind.example";

let browser: Browser;
let sql: Sql;

beforeAll(async () => {
  browser = await launchBrowser();
  sql = postgres(product.databaseUrl, { max: 1 });
  await connectDemoOrganizations(product, sql);
  await sql`
    insert into public.number_assignments (org_id, user_id, phone_number_id)
    select n.org_id, p.id, n.id
    from public.profiles p join public.memberships m on m.user_id = p.id
    cross join lateral (select * from public.phone_numbers x where x.org_id = m.org_id order by x.number limit 1) n
    where p.email = ${agent} on conflict do nothing`;
});
afterAll(async () => {
  await browser.close();
  await sql.end();
});

/** Days that are over, so that nothing new comes in meanwhile: the last ones before today. */
async function pastDays(length: number): Promise<string> {
  const [org] = await sql`select time_zone from public.organizations where name = 'Northwind Dental'`;
  const yesterday = addDays(dayOf(new Date(), org?.time_zone), -1);
  return `from=${addDays(yesterday, 1 - length)}&to=${yesterday}`;
}

interface LinkedFigure {
  href: string;
  name: string;
  kind: "bar" | "cell" | "number";
}

async function linkedFigures(page: Page): Promise<LinkedFigure[]> {
  return await page.locator('main a:is([href^="/reports"], [href^="/sms"])').evaluateAll((links) =>
    links.map((link) => ({
      href: link.getAttribute("href") ?? "",
      name: link.getAttribute("aria-label") ?? link.textContent ?? "",
      kind: link.hasAttribute("data-bar") ? "bar" : link.hasAttribute("data-cell") ? "cell" : "number",
    })),
  );
}

/** How many rows a figure says there are; undefined for rates, lengths of time and links without a figure. */
function countIn({ name, kind }: LinkedFigure): number | undefined {
  const read = (digits: string | undefined) => Number(digits?.replaceAll(",", ""));
  const values = name.slice(name.lastIndexOf(": ") + 2);
  if (kind === "bar") {
    return [...values.matchAll(/([\d,]+) [a-z]/g)].reduce((sum, [, digits]) => sum + read(digits), 0);
  }
  if (kind === "cell") return read(values.match(/^[\d,]+/)?.[0]);
  const digits = name.match(/^([\d,]+)(?:, | (?!.*\btalk\b)[a-z])/)?.[1];
  return digits === undefined ? undefined : read(digits);
}

/** The count that the page of a link shows above its rows. */
async function shownCount(page: Page): Promise<string | undefined> {
  const status = await page
    .locator("main [role=status]")
    .filter({ hasText: /\d+ (call|message)s?$/ })
    .allTextContents();
  return status[0]?.match(/([\d,]+) \w+$/)?.[1];
}

async function compareWithPages(page: Page, address: string): Promise<Record<LinkedFigure["kind"], number>> {
  await page.goto(address);
  await page.getByRole("heading", { name: "By agent" }).waitFor();
  await settle(page);
  const clicked = { bar: 0, cell: 0, number: 0 };
  const counts = new Map<string, number>();
  for (const figure of await linkedFigures(page)) {
    const count = countIn(figure);
    if (count === undefined) continue;
    if (counts.has(figure.href)) {
      expect(count, `${figure.name}, where another figure leads too`).toBe(counts.get(figure.href));
      continue;
    }
    await page.locator(`main a[href="${figure.href}"]`).first().click();
    await expect
      .poll(() => shownCount(page), { message: `${figure.name} → ${figure.href}`, timeout: 10_000 })
      .toBe(count.toLocaleString("en"));
    expect(page.url()).toBe(product.siteUrl + figure.href);
    await page.goBack();
    counts.set(figure.href, count);
    clicked[figure.kind] += 1;
  }
  return clicked;
}

describe("each figure of the dashboard leads to a page with as many rows", () => {
  it.each([
    ["owner, by the hour", owner, 1, { bar: 23, cell: 5, number: 20 }],
    ["agent, by the day", agent, 3, { bar: 3, cell: 5, number: 10 }],
  ])("for an %s", async (_, email, days, least) => {
    const page = await signInAs(browser, product.siteUrl, email, { locale: "en-US" });
    const clicked = await compareWithPages(page, `/?${await pastDays(days)}`);
    for (const kind of ["bar", "cell", "number"] as const) {
      expect(clicked[kind], `links of the kind ${kind}`).toBeGreaterThanOrEqual(least[kind]);
    }
    await page.context().close();
  });
});
