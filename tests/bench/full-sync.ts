import { readFileSync } from "node:fs";
import { startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { findWorkerProcess, memoryMegabytes, type WorkerProcess } from "../support/chaos/process.ts";
import { connect } from "../support/functions.ts";
import { createOrganization } from "../support/people.ts";
import { finishSyncs } from "../support/syncs.ts";
import { type Result, result } from "./measure.ts";

const CALLS = 100_000;
const PAGES_OF_A_PASS = 40;
const LOOK_EVERY_MS = 200;

/** A first sync of 100,000 calls through the real functions, what it costs the worker, and the start of the stack. */
export async function benchFullSync(): Promise<Result[]> {
  const account = accountSpec("Large account", {
    calls: CALLS,
    messages: 0,
    days: 85,
    agents: 30,
    phoneNumbers: 20,
  });
  const startedMs = performance.now();
  const stack = await startStack({ ephemeral: true, cron: false, accounts: [account] });
  const startSeconds = (performance.now() - startedMs) / 1000;
  try {
    const worker = findWorkerProcess();
    const org = await createOrganization(stack, "Large Org");
    const cpuBefore = cpuSeconds(worker);
    let mostMegabytes = 0;
    const watch = setInterval(() => {
      mostMegabytes = Math.max(mostMegabytes, memoryMegabytes(worker));
    }, LOOK_EVERY_MS);
    const syncStartedMs = performance.now();
    await connect(stack, org.owner, org.id, account);
    await finishSyncs(stack, 60).finally(() => clearInterval(watch));
    const seconds = (performance.now() - syncStartedMs) / 1000;

    const [jobs] = await stack.sql<{ requests: number; pages: number; rows: number }[]>`
      select (select j.requests from public.sync_jobs j where j.stream = 'calls') as requests,
        (select sum(j.pages)::int from public.sync_jobs j) as pages, (select count(*)::int from public.calls) as rows`;
    if (jobs === undefined) throw new Error("The sync left no job.");
    const cpuOfAPage = (cpuSeconds(worker) - cpuBefore) / jobs.pages;
    return [
      result("start of a fresh stack", startSeconds, "s"),
      result("full sync of 100,000 calls: rows stored", jobs.rows, "rows", { least: CALLS }),
      result("full sync of 100,000 calls: requests", jobs.requests, "requests", { most: 110 }),
      result("full sync of 100,000 calls: throughput", CALLS / seconds, "rows/s"),
      result("worker's memory at its peak", mostMegabytes, "MB", { most: 256 }),
      result("worker's CPU for a page of 1,000 calls", cpuOfAPage * 1000, "ms"),
      result("worker's CPU for a pass of 40 pages", cpuOfAPage * PAGES_OF_A_PASS, "s", { most: 2 }),
    ];
  } finally {
    await stack.stop();
  }
}

const TICKS_PER_SECOND = 100;

/** What a process has computed so far. Only Linux tells it in hundredths of a second. */
function cpuSeconds({ pid }: WorkerProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  const [userTicks, systemTicks] = [fields[11], fields[12]];
  return (Number(userTicks) + Number(systemTicks)) / TICKS_PER_SECOND;
}
