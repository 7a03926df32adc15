import type { Sql } from "postgres";
import { percentile, type Result, result } from "./measure.ts";
import { idOf } from "./volume.ts";

const PAGES = 12;
const ROWS = 1000;
const COLD_PAGES = 2;
/** The same for all pages, so that one that comes again is the same in all its rows. */
const NEWEST_MS = Date.now();

/** The worker's ingest against a plain insert of the same rows into the same table, page by page in turn. */
export async function benchIngest(sql: Sql): Promise<Result[]> {
  const organization = idOf.organization(2);
  const [job] = await sql<{ id: string; token: string; integration: string }[]>`
    with job as (
      insert into public.sync_jobs (org_id, integration_id, stream, trigger, status, leased_until, window_start, window_end)
      select org_id, id, 'calls', 'manual', 'running', now() + interval '1 hour', now() - interval '1 day', now()
      from public.integrations where org_id = ${organization}
      returning id, integration_id
    ), lease as (
      insert into private.sync_leases (job_id, lease_token) select id, gen_random_uuid() from job returning lease_token
    )
    select job.id, lease.lease_token as token, job.integration_id as integration from job, lease`;
  if (job === undefined) throw new Error("The benchmark's job could not be made.");

  const insertPlain = (page: number) =>
    insertPlainly(sql, organization, job.integration, callRows(`plain-${page}`, page));
  const ingest = (page: number) =>
    sql`select worker.ingest_calls(${job.id}, ${job.token}, ${sql.json(callRows(`ingest-${page}`, page))}, '{}', 1)`;
  const plainMs: number[] = [];
  const ingestMs: number[] = [];
  const againMs: number[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    plainMs.push(await timed(() => insertPlain(page)));
    ingestMs.push(await timed(() => ingest(page)));
    againMs.push(await timed(() => ingest(page)));
  }
  const middleOf = (ms: number[]) => percentile(ms.slice(COLD_PAGES), 0.5);
  return [
    result("plain insert … select of 1,000 calls", middleOf(plainMs), "ms"),
    result("ingest of a page of 1,000 calls", middleOf(ingestMs), "ms"),
    result("ingest throughput of plain", (100 * middleOf(plainMs)) / middleOf(ingestMs), "%", { least: 60 }),
    result("ingest of 1,000 unchanged calls", middleOf(againMs), "ms"),
  ];
}

function callRows(prefix: string, page: number) {
  return Array.from({ length: ROWS }, (_, index) => ({
    external_id: `${prefix}-${index}`,
    direction: "inbound",
    outcome: "answered",
    provider_status: "Connected",
    business_number: `+1555${String(200 + 1 + (index % 20)).padStart(7, "0")}`,
    from_number: "+15550100001",
    to_number: "+15550100900",
    counterpart: "+15550100001",
    counterpart_name: null,
    agent_extension: "101",
    agent_name: "Ann Agent",
    participants: [
      { role: "caller", name: null, extension: null, number: "+15550100001", is_connected: null },
    ],
    started_at: new Date(NEWEST_MS - (page * ROWS + index) * 32_000).toISOString(),
    duration_seconds: index % 600,
    recording: null,
  }));
}

async function insertPlainly(
  sql: Sql,
  organization: string,
  integration: string,
  rows: ReturnType<typeof callRows>,
) {
  await sql`
    insert into public.calls (org_id, integration_id, external_id, phone_number_id, direction, outcome, provider_status,
      from_number, to_number, counterpart, counterpart_name, agent_extension, agent_name, participants, started_at, duration_seconds)
    select ${organization}, ${integration}, r.external_id, n.id, r.direction, r.outcome, r.provider_status, r.from_number, r.to_number,
      r.counterpart, r.counterpart_name, r.agent_extension, r.agent_name, r.participants, r.started_at, r.duration_seconds
    from jsonb_to_recordset(${sql.json(rows)}) as r(external_id text, direction public.call_direction, outcome public.call_outcome,
      provider_status text, business_number text, from_number text, to_number text, counterpart text, counterpart_name text,
      agent_extension text, agent_name text, participants jsonb, started_at timestamptz, duration_seconds integer)
    left join public.phone_numbers n on n.integration_id = ${integration} and n.number = r.business_number`;
}

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
