import { describe, expect, it } from "vitest";
import { exportOf } from "../support/export-of.ts";
import { asSeen, onScreen } from "../support/reports/call-export.ts";
import { countOn, readThrough } from "../support/reports/call-log.ts";
import {
  demoWithMadeUpCalls,
  madeUpCount,
  madeUpYear,
  northwind,
  oddNames,
} from "../support/reports/made-up-calls.ts";
import { settle } from "../support/visitor.ts";

const { openReports, sql } = demoWithMadeUpCalls();

describe("an export", () => {
  it.each([
    "period=7d",
    "period=30d&direction=inbound&outcome=missed,abandoned",
    "period=90d&q=an&direction=outbound,inbound",
    "period=90d&q=555-010&outcome=answered",
    "from=2019-06-20&to=2019-06-20&extension=14",
    `${madeUpYear}&q=%22yes%22`,
  ])(
    "holds what the screen shows for %s: the same rows in the same order with the same words",
    async (query) => {
      const page = await openReports(query);
      const { rows: seen } = await readThrough(page);
      const { rows: exported } = await exportOf(page, "calls?");
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.length).toBe(await countOn(page));
      expect(exported.map(onScreen)).toEqual(seen.map(asSeen));
      const [entry] = await sql()`
      select detail from public.audit_log where org_id = ${northwind} and action = 'data.exported' order by at desc limit 1`;
      expect(entry?.detail).toMatchObject({ rows: seen.length });
    },
  );

  it("runs no formula that a caller's name holds", async () => {
    const page = await openReports(madeUpYear);
    const { rows } = await exportOf(page, "calls?");
    expect(rows).toHaveLength(madeUpCount);
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
    const contacts = new Set(rows.map((row) => row.Contact?.replace(/^'/, "")));
    for (const name of oddNames) expect(contacts).toContain(name);
  });

  it("can be stopped, and then saves nothing", async () => {
    const page = await openReports(madeUpYear);
    const downloads: unknown[] = [];
    page.on("download", (download) => downloads.push(download));
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\/rest\/v1\/calls\?.*limit=500/, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await page.getByRole("button", { name: "CSV" }).click();
    await page.getByRole("button", { name: "Stop the export" }).click();
    await page.getByText("Export stopped. Nothing was saved.").waitFor();
    release();
    await page.getByRole("button", { name: "CSV" }).waitFor();
    expect(downloads).toEqual([]);
  });

  it("is not offered to an agent, who sees the calls of the assigned numbers and no others", async () => {
    const assigned = await sql()`
      insert into public.number_assignments (org_id, user_id, phone_number_id)
      select p.org_id, u.id, p.id from public.phone_numbers p, auth.users u
      where p.org_id = ${northwind} and p.number in (select min(number) from public.phone_numbers group by org_id)
        and u.email = 'ann@northwind.example'
      on conflict do nothing returning phone_number_id`;
    const page = await openReports(madeUpYear, "ann@northwind.example");
    expect(await page.getByRole("button", { name: "CSV" }).count()).toBe(0);
    const { rows } = await readThrough(page);
    const allowed = await sql()`
      select c.id from public.calls c
      join public.number_assignments a on a.phone_number_id = c.phone_number_id
      join auth.users u on u.id = a.user_id and u.email = 'ann@northwind.example'
      where c.external_id like 'made-up-%' order by c.started_at desc, c.id desc`;
    expect(allowed.length).toBeGreaterThan(0);
    expect(rows.map(({ id }) => id)).toEqual(allowed.map(({ id }) => id));
    await sql()`
      delete from public.number_assignments where phone_number_id = any (${assigned.map((row) => row.phone_number_id)})
        and user_id = (select id from auth.users where email = 'ann@northwind.example')`;
  });
});

describe("the columns", () => {
  it("that a person hides stay hidden after a reload, and are left out of the export", async () => {
    const page = await openReports("from=2019-06-20&to=2019-06-20&extension=14");
    const heads = page.getByRole("columnheader");
    await page.getByRole("button", { name: "Choose the Columns" }).click();
    await page.getByRole("checkbox", { name: "Agent" }).uncheck();
    await page.getByRole("checkbox", { name: "Duration" }).uncheck();
    await page.keyboard.press("Escape");
    await page.reload();
    await settle(page);
    const shown = (await heads.allInnerTexts()).filter((text) => !text.includes(","));
    expect(shown).toEqual(["Contact", "Number", "Outcome", "Time"]);
    const { header } = await exportOf(page, "calls?");
    expect(header).toEqual([
      "Direction",
      "Contact",
      "Contact number",
      "Number",
      "Outcome",
      "Time (America/New_York)",
      "Started at (UTC)",
    ]);
  });
});
