import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { addDays, dayOf, startOfDay } from "../../web/src/lib/time-zone.ts";
import { demo } from "../support/demo.ts";
import { settle } from "../support/visitor.ts";

const { signIn, sql } = demo();

/** From when on a list asks for rows next. */
async function nextStart(page: Page, table: string, column: string): Promise<string | undefined> {
  const request = await page.waitForRequest(
    (asked) => asked.method() === "GET" && new URL(asked.url()).pathname.endsWith(`/rest/v1/${table}`),
  );
  const bounds = new URL(request.url()).searchParams.getAll(column);
  return bounds.find((bound) => bound.startsWith("gte."));
}

it.each([
  ["/reports", "calls", "started_at"],
  ["/recordings", "recordings", "started_at"],
  ["/admin/audit", "audit_log", "at"],
])("today on %s is the next day from midnight on, while the page stays open", async (path, table, column) => {
  const [org] = await sql()`select time_zone from public.organizations where name like 'Northwind%'`;
  const timeZone: string = org?.time_zone;
  const today = dayOf(new Date(), timeZone);
  const midnight = startOfDay(today, timeZone);

  const page = await signIn("olivia@northwind.example");
  // A past midnight, so that the session isn't over by then.
  await page.clock.install({ time: midnight.getTime() - 60_000 });
  const before = nextStart(page, table, column);
  await page.goto(`${path}?period=today`);
  expect(await before).toBe(`gte.${startOfDay(addDays(today, -1), timeZone).toISOString()}`);
  await settle(page);
  const after = nextStart(page, table, column);
  await page.clock.fastForward(120_000);
  expect(await after).toBe(`gte.${midnight.toISOString()}`);
});
