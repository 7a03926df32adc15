import type { Sql } from "postgres";
import { executionMs, type Result, result } from "./measure.ts";
import { idOf } from "./volume.ts";

const LARGEST = idOf.organization(1);
const PAGE = `select * from public.calls where org_id = '${LARGEST}' order by started_at desc, id desc limit 50`;
const DEEP = `select * from public.calls where org_id = '${LARGEST}' and (started_at, id) < (now() - interval '180 days', '${LARGEST}')
  order by started_at desc, id desc limit 50`;
const LAST_30_DAYS = `'${LARGEST}', now() - interval '30 days', now()`;

/** What people ask most, in the largest org: in the database, with and without RLS side by side. */
export async function benchQueries(sql: Sql): Promise<Result[]> {
  const owner = idOf.person(1);
  const agent = idOf.person(1001);
  const pageWithoutRls = await executionMs(sql, PAGE, null);
  const page = await executionMs(sql, PAGE, owner);
  return [
    result("page of 50 calls, no RLS", pageWithoutRls, "ms"),
    result("page of 50 calls, owner", page, "ms", { most: 5 }),
    result("page of 50 calls, owner: RLS costs", page - pageWithoutRls, "ms"),
    result("page of 50 calls, agent with 2 of 20 numbers", await executionMs(sql, PAGE, agent), "ms", {
      most: 5,
    }),
    result("page of 50 calls half a year back, owner", await executionMs(sql, DEEP, owner), "ms", {
      most: 5,
    }),
    result(
      "30-day KPIs, owner (rollups)",
      await executionMs(sql, `select * from public.call_kpis(${LAST_30_DAYS})`, owner),
      "ms",
      { most: 20 },
    ),
    result(
      "30-day KPIs, agent (rows)",
      await executionMs(sql, `select * from public.call_kpis(${LAST_30_DAYS})`, agent),
      "ms",
    ),
    result(
      "30-day KPIs, owner, counted from rows",
      await executionMs(
        sql,
        `select * from public.call_kpis(${LAST_30_DAYS}, (select array_agg(id) from public.phone_numbers))`,
        owner,
      ),
      "ms",
    ),
    result(
      "30 days by day, owner",
      await executionMs(sql, `select * from public.calls_over_time(${LAST_30_DAYS}, 'day')`, owner),
      "ms",
    ),
    result(
      "30 days by weekday and hour, owner",
      await executionMs(sql, `select * from public.calls_by_weekday_and_hour(${LAST_30_DAYS})`, owner),
      "ms",
    ),
    result(
      "30 days by number, owner",
      await executionMs(sql, `select * from public.calls_by_number(${LAST_30_DAYS})`, owner),
      "ms",
    ),
    result(
      "30 days by agent, owner",
      await executionMs(sql, `select * from public.calls_by_agent(${LAST_30_DAYS})`, owner),
      "ms",
    ),
  ];
}
