import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violationsOn } from "../support/accessibility.ts";
import { demo } from "../support/demo.ts";
import { readCsv } from "../support/read-csv.ts";
import { fillSignIn, settle } from "../support/visitor.ts";

const { open, signIn, sql } = demo();
const northwind = "a0000000-0000-4000-8000-000000000001";
const maya = "maya@northwind.example";

/** Calls of the year 2019, which no other test looks at: many, some of them with names that were made to do harm. */
const madeUpCount = 3000;
const madeUpYear = "from=2019-01-01&to=2019-12-31";
const oddNames = [
  '=HYPERLINK("https://evil.example","click")',
  "+1+1",
  "@SUM(A1)",
  "100% off_season",
  'She said "yes", twice',
  "Smith (Dental) \\ Partner",
  "<script>alert(1)</script>",
  "שלום עולם",
  "‮txt.exe",
  "Zoë Ångström 😀",
];

beforeAll(async () => {
  // Several of each minute, so that pages end between calls of the same moment.
  await sql()`
    insert into public.calls (org_id, integration_id, external_id, phone_number_id, direction, outcome, counterpart,
      counterpart_name, agent_extension, agent_name, started_at, duration_seconds)
    select i.org_id, i.id, 'made-up-' || n, p.ids[1 + n % cardinality(p.ids)],
      (array['inbound', 'outbound', 'internal'])[1 + n % 3]::public.call_direction,
      (array['answered', 'missed', 'voicemail', 'unknown'])[1 + n % 4]::public.call_outcome,
      case when n % 5 > 0 then '+1202555' || lpad((n % 10000)::text, 4, '0') end,
      case when n <= ${oddNames.length} then (${oddNames}::text[])[n] when n % 2 = 0 then 'Caller ' || n end,
      case when n % 4 = 0 then '1' || n % 10 end, case when n % 8 = 0 then 'Agent ' || n % 10 end,
      timestamptz '2019-06-20 12:00Z' - make_interval(mins => n / 4), nullif(n % 4000, 7)
    from public.integrations i
    cross join lateral (select array_agg(id order by number) as ids from public.phone_numbers where org_id = i.org_id) p
    cross join generate_series(1, ${madeUpCount}) n
    where i.org_id = ${northwind}`;
});
afterAll(async () => {
  await sql()`delete from public.calls where external_id like 'made-up-%'`;
});

interface SeenRow {
  id: string;
  rowIndex: number;
  direction: string;
  contact: string;
  cells: string[];
}

async function openReports(query: string, email = maya): Promise<Page> {
  const page = await signIn(email);
  await page.goto(`/reports?${query}`);
  await settle(page);
  return page;
}

/** The number of calls that the page says there are. */
async function countOn(page: Page): Promise<number> {
  const status = page.getByRole("status").filter({ hasText: /^[\d,]+ calls?$/ });
  return Number((await status.textContent())?.replace(/\D/g, ""));
}

function rowsInDocument(page: Page): Promise<SeenRow[]> {
  return page.locator("tr[data-row]:has(td)").evaluateAll((rows) =>
    rows.map((row) => ({
      id: row.getAttribute("data-row") ?? "",
      rowIndex: Number(row.getAttribute("aria-rowindex")),
      direction: row.querySelector(".sr-only")?.textContent ?? "",
      contact: row.querySelector("button")?.textContent ?? "",
      // Of two lines the first.
      cells: [...row.querySelectorAll("td")].map(
        (cell) => (cell.firstElementChild ?? cell).textContent?.trim() ?? "",
      ),
    })),
  );
}

/** Scrolls from the top to the very end, as a reader would, and gives every call seen, in the order of the table. */
async function readThrough(page: Page): Promise<{ rows: SeenRow[]; mostAtOnce: number }> {
  const seen = new Map<number, SeenRow>();
  let mostAtOnce = 0;
  for (;;) {
    const rows = await rowsInDocument(page);
    mostAtOnce = Math.max(mostAtOnce, rows.length);
    for (const row of rows) {
      expect(seen.get(row.rowIndex)?.id ?? row.id, `another call at row ${row.rowIndex}`).toBe(row.id);
      seen.set(row.rowIndex, row);
    }
    const isAtEnd = await page.evaluate(async () => {
      const isLast = document.body.textContent?.includes("That's all.") ?? false;
      const isBottom = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
      scrollBy(0, innerHeight);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return isLast && isBottom;
    });
    if (isAtEnd) break;
  }
  const inOrder = [...seen.values()].sort((one, other) => one.rowIndex - other.rowIndex);
  return { rows: inOrder, mostAtOnce };
}

async function exportOf(page: Page): Promise<{ header: string[]; rows: Record<string, string>[] }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click(),
  ]);
  await page.getByText(/calls? exported/).waitFor();
  const text = await readFile(await download.path(), "utf8");
  const [header = [], ...records] = readCsv(text.replace(/^\uFEFF/, ""));
  const rows = records.map((cells) =>
    Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])),
  );
  return { header, rows };
}

/** What the screen must show where the file has this. */
function onScreen(record: Record<string, string>): Omit<SeenRow, "id" | "rowIndex"> {
  const cell = (name: string) => record[name]?.replace(/^'(?=[=+\-@\t\r\n])/, "") ?? "";
  const [hours = "", minutes = ""] = /T(\d\d):(\d\d)/.exec(cell("Time (America/New_York)"))?.slice(1) ?? [];
  const time = `${Number(hours) % 12 || 12}:${minutes} ${Number(hours) < 12 ? "AM" : "PM"}`;
  const seconds = Number(cell("Duration (seconds)"));
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const pad = (part: number) => String(part).padStart(2, "0");
  const duration = hour > 0 ? `${hour}:${pad(minute)}:${pad(second)}` : `${minute}:${pad(second)}`;
  return {
    direction: cell("Direction"),
    contact: cell("Contact"),
    cells: [
      cell("Number") || "—",
      cell("Agent") || "—",
      cell("Outcome"),
      cell("Duration (seconds)") === "" ? "—" : duration,
      time,
    ],
  };
}

/** The row without its place, and without the contact's cell, of which the parts are compared. */
function asSeen({ direction, contact, cells }: SeenRow): Omit<SeenRow, "id" | "rowIndex"> {
  return { direction, contact, cells: cells.slice(1) };
}

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
      const { rows: exported } = await exportOf(page);
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
    const { rows } = await exportOf(page);
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
    const { header } = await exportOf(page);
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
