import type { Sql } from "postgres";

export type Result = { name: string; value: number; unit: string; goal: number | null; pass: boolean | null };

/** A figure with its goal: the most it may be, or the least. Without a goal it is told only. */
export function result(
  name: string,
  value: number,
  unit: string,
  goal?: { most?: number | undefined; least?: number | undefined },
): Result {
  const rounded = Math.round(value * 1000) / 1000;
  const { most, least } = goal ?? {};
  const pass = most !== undefined ? rounded <= most : least !== undefined ? rounded >= least : null;
  return { name, value: rounded, unit, goal: most ?? least ?? null, pass };
}

/** The value that this share of the values does not exceed (nearest rank): 0.5 is the middle, 0.95 nearly the worst. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** A node of a plan as Postgres tells it in JSON. */
type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: PlanNode[];
};

/** How one run of a query went, in the database itself. */
export type Run = { milliseconds: number; blocks: number; sequentiallyRead: string[] };

const COLD_RUNS = 2;

/** Runs a query so many times, as a person under RLS or as the tables' owner without; the first two runs don't count. */
export async function runAs(
  sql: Sql,
  query: string,
  person: string | null,
  times: number,
): Promise<[Run, ...Run[]]> {
  const runs: Run[] = [];
  await sql.begin(async (transaction) => {
    if (person !== null) {
      const claims = JSON.stringify({ sub: person, role: "authenticated" });
      await transaction`select set_config('request.jwt.claims', ${claims}, true)`;
      await transaction`set local role authenticated`;
    }
    for (let run = 0; run < COLD_RUNS + times; run += 1) {
      const [row] = await transaction.unsafe<
        { "QUERY PLAN": [{ Plan: PlanNode; "Execution Time": number }] }[]
      >(`explain (analyze, buffers, timing off, format json) ${query}`);
      if (row !== undefined && run >= COLD_RUNS) runs.push(readRun(row["QUERY PLAN"][0]));
    }
  });
  const [first, ...others] = runs;
  if (first === undefined) throw new Error("A query has to run at least once.");
  return [first, ...others];
}

function readRun({
  Plan: plan,
  "Execution Time": milliseconds,
}: {
  Plan: PlanNode;
  "Execution Time": number;
}): Run {
  return {
    milliseconds,
    blocks: plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
    sequentiallyRead: nodesOf(plan).flatMap((node) =>
      node["Node Type"] === "Seq Scan" && node["Relation Name"] !== undefined ? [node["Relation Name"]] : [],
    ),
  };
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
