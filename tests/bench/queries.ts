import type { Sql } from "postgres";
import { percentile, type Result, result, runAs } from "./measure.ts";
import { callsPage, questions } from "./questions.ts";
import { idOf } from "./volume.ts";

const TIMES = 20;

/** The orgs of the volume by size: growth shows between them, in one table of all. */
const orgs = [
  { organization: 1, size: "1M" },
  { organization: 2, size: "100k" },
  { organization: 3, size: "10k" },
];

/** All that people ask, in the largest org as its owner and as an agent of two of its twenty numbers. */
export async function benchQuestions(sql: Sql): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, sql: query, goalMs } of questions) {
    for (const { role, person } of [
      { role: "owner", person: idOf.person(1) },
      { role: "agent", person: idOf.agent(1) },
    ]) {
      const ms = await millisecondsOf(sql, query(1), person);
      results.push(
        result(`${name}, ${role}: p50`, percentile(ms, 0.5), "ms", { most: goalMs }),
        result(`${name}, ${role}: p95`, percentile(ms, 0.95), "ms"),
      );
    }
  }
  return results;
}

/** What row level security costs: the same page without it, side by side. */
export async function benchRowLevelSecurity(sql: Sql): Promise<Result[]> {
  const without = percentile(await millisecondsOf(sql, callsPage(1), null), 0.5);
  const within = percentile(await millisecondsOf(sql, callsPage(1), idOf.person(1)), 0.5);
  return [
    result("page of 50 calls without RLS: p50", without, "ms"),
    result("page of 50 calls under RLS: costs more by", within - without, "ms"),
    result("page of 50 calls under RLS: times without", within / without, "x", { most: 1.2 }),
  ];
}

/** How time grows with an org, the owner's questions. */
export async function benchGrowth(sql: Sql): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, sql: query } of questions) {
    for (const { organization, size } of orgs.toReversed()) {
      const ms = await millisecondsOf(sql, query(organization), idOf.person(organization));
      results.push(result(`growth: ${name}, org of ${size} calls`, percentile(ms, 0.5), "ms"));
    }
  }
  return results;
}

/** Figures from rollups beside the same figures counted from the rows. */
export async function benchRollups(sql: Sql): Promise<Result[]> {
  const organization = idOf.organization(1);
  const kpis = (numbers: string) =>
    `select * from public.call_kpis('${organization}', now() - interval '30 days', now(), ${numbers})`;
  const everyNumber = `(select array_agg(id) from public.phone_numbers where org_id = '${organization}')`;
  const rollups = percentile(await millisecondsOf(sql, kpis("null"), idOf.person(1)), 0.5);
  const rows = percentile(await millisecondsOf(sql, kpis(everyNumber), idOf.person(1)), 0.5);
  return [
    result("KPIs of 30 days counted from rows: p50", rows, "ms"),
    result("KPIs of 30 days from rollups: times faster", rows / rollups, "x"),
  ];
}

async function millisecondsOf(sql: Sql, query: string, person: string | null): Promise<number[]> {
  return (await runAs(sql, query, person, TIMES)).map(({ milliseconds }) => milliseconds);
}
