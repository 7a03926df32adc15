import type { Browser, Page } from "playwright-core";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { fillVolume, idOf, removeVolume } from "../bench/volume.ts";
import { launchBrowser } from "../support/browser.ts";
import { settle, signInAs } from "../support/visitor.ts";

const product = inject("product");
const LARGE_TABLES = ["calls", "call_rollups", "recordings", "sms_messages", "sync_jobs", "audit_log"];
const NUMBER = idOf.number(1, 1);
const YEAR = "period=custom&from=2026-01-01&to=2026-12-31";

const everyone = [
  "/",
  "/?period=90d",
  `/?${YEAR}`,
  `/?number=${NUMBER}`,
  "/?extension=101",
  "/reports",
  `/reports?${YEAR}`,
  "/reports?direction=inbound&outcome=missed,voicemail&period=90d",
  `/reports?number=${NUMBER}&period=90d`,
  "/reports?extension=101&period=90d",
  "/reports?q=0042&period=90d",
  "/reports?q=customer&period=90d",
  "/recordings?period=90d",
  `/recordings?number=${NUMBER}&longer=60&period=90d`,
  "/recordings?q=0042&period=90d",
  "/sms",
  "/sms?q=order",
  `/sms?number=${NUMBER}`,
  "/numbers",
];
const ownersOnly = [
  "/sync",
  "/sync?status=failed",
  "/sync?stream=calls&trigger=schedule",
  "/admin/people",
  "/admin/audit",
  "/admin/audit?action=recording.played",
  `/admin/audit?by=${idOf.person(1)}`,
];

let browser: Browser;
let admin: Sql;

beforeAll(async () => {
  browser = await launchBrowser();
  admin = postgres(product.adminUrl, { max: 1, onnotice: () => {} });
  await fillVolume(admin, { callsOfOrganizations: [40_000, ...Array.from({ length: 9 }, () => 6000)] });
  await admin`
    insert into public.memberships (org_id, user_id, role)
    select ${idOf.organization(1)}, u.id, case u.email when 'maya@northwind.example' then 'owner' else 'agent' end::public.org_role
    from auth.users u where u.email in ('maya@northwind.example', 'ben@northwind.example')`;
  await admin`
    insert into public.number_assignments (org_id, user_id, phone_number_id)
    select ${idOf.organization(1)}, u.id, ${NUMBER} from auth.users u where u.email = 'ben@northwind.example'`;
});
afterAll(async () => {
  await removeVolume(admin);
  await admin.end();
  await browser.close();
});

/** Postgres counts what an idle connection has read after ten seconds. */
const COUNTED_AFTER_MS = 11_000;

async function sequentialScans(): Promise<Map<string, string>> {
  await new Promise((resolve) => setTimeout(resolve, COUNTED_AFTER_MS));
  const rows = await admin<{ relname: string; seq_scan: string }[]>`
    select relname, seq_scan from pg_stat_user_tables where schemaname = 'public' and relname in ${admin(LARGE_TABLES)}`;
  return new Map(rows.map(({ relname, seq_scan }) => [relname, seq_scan]));
}

type Visit = { page: Page; role: string; path: string };

/** Opens pages and tells which large tables were read from end to end meanwhile. */
async function fullReads(visits: Visit[]): Promise<string[]> {
  const before = await sequentialScans();
  for (const { page, path } of visits) {
    await page.goto(path);
    await settle(page);
  }
  const after = await sequentialScans();
  return LARGE_TABLES.filter((table) => after.get(table) !== before.get(table));
}

async function visitsOf(role: string, email: string, paths: string[]): Promise<Visit[]> {
  const page = await signInAs(browser, product.siteUrl, email);
  await page.goto("/?org=volume-1");
  await settle(page);
  return paths.map((path) => ({ page, role, path }));
}

it("no page of an owner or of an agent with one number reads a large table from end to end", async () => {
  const visits = [
    ...(await visitsOf("owner", "maya@northwind.example", [...everyone, ...ownersOnly])),
    ...(await visitsOf("agent", "ben@northwind.example", everyone)),
  ];
  const culprits: string[] = [];
  // All at once, since counting takes its time; one by one only to tell which it was.
  if ((await fullReads(visits)).length > 0) {
    for (const visit of visits) {
      const tables = await fullReads([visit]);
      if (tables.length > 0)
        culprits.push(`${visit.path} reads all of ${tables.join(", ")} for an ${visit.role}`);
    }
    expect(culprits, "some page, when all are opened").not.toEqual([]);
  }
  expect(culprits).toEqual([]);
}, 1_800_000);
