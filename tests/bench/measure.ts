import type { Sql } from "postgres";

export type Result = { name: string; value: number; unit: string; goal: number | null; pass: boolean | null };

/** A figure with its goal: the most it may be, or the least. Without a goal it is told only. */
export function result(
  name: string,
  value: number,
  unit: string,
  goal?: { most?: number; least?: number },
): Result {
  const rounded = Math.round(value * 1000) / 1000;
  const { most, least } = goal ?? {};
  const pass = most !== undefined ? rounded <= most : least !== undefined ? rounded >= least : null;
  return { name, value: rounded, unit, goal: most ?? least ?? null, pass };
}

/** The middle of several times. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Milliseconds that Postgres itself takes for a query, as a person under RLS or as the owner: median of nine warm runs. */
export async function executionMs(sql: Sql, query: string, person: string | null): Promise<number> {
  const times: number[] = [];
  await sql.begin(async (transaction) => {
    if (person !== null) {
      const claims = JSON.stringify({ sub: person, role: "authenticated" });
      await transaction`select set_config('request.jwt.claims', ${claims}, true)`;
      await transaction`set local role authenticated`;
    }
    for (let run = 0; run < 11; run += 1) {
      const [row] = await transaction.unsafe<{ "QUERY PLAN": { "Execution Time": number }[] }[]>(
        `explain (analyze, format json) ${query}`,
      );
      const plan = row?.["QUERY PLAN"][0];
      if (run >= 2 && plan !== undefined) times.push(plan["Execution Time"]);
    }
  });
  return median(times);
}
