import type { Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { demo } from "../demo.ts";
import { settle } from "../visitor.ts";

export const northwind = "a0000000-0000-4000-8000-000000000001";
export const maya = "maya@northwind.example";

/** Calls of the year 2019, which no other test looks at: many, some of them with names that were made to do harm. */
export const madeUpCount = 3000;
export const madeUpYear = "from=2019-01-01&to=2019-12-31";
export const oddNames = [
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

/** The demo with made-up calls in one org, and its call log. */
export function demoWithMadeUpCalls() {
  const { open, signIn, sql } = demo();
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
  return {
    open,
    sql,
    openReports: async (query: string, email = maya): Promise<Page> => {
      const page = await signIn(email);
      await page.goto(`/reports?${query}`);
      await settle(page);
      return page;
    },
  };
}
