import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FunctionProcess } from "../../supabase/local/functions/runner.ts";
import { createRandom } from "../../supabase/local/simulator/accounts/random.ts";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { type Customer, createLab, type Lab } from "../support/chaos/lab.ts";
import { findWorkerProcess, memoryMegabytes, restartWorker } from "../support/chaos/process.ts";
import { expectComplete, isBusy } from "../support/chaos/runs.ts";

const MOST_STRIKES = 40;
// Where other work shares the machine.
const MOST_MS = 300_000;

let stack: Stack;
let lab: Lab;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [] });
  lab = await createLab(stack, { deployed: true });
});
afterAll(async () => {
  await lab.close();
  await stack.stop();
});

/** Lets the clock strike until a customer's jobs are over. */
async function finishByClock(customer: Customer): Promise<void> {
  for (let strike = 0; strike < MOST_STRIKES && (await isBusy(lab, customer)); strike += 1) {
    await stack.cron.runAll();
    await stack.http.idle();
    await lab.passTime(customer);
  }
  expect(await isBusy(lab, customer)).toBe(false);
}

describe("100,000 calls", () => {
  it(
    "take at most 110 requests, one job and little memory, and are all there",
    async () => {
      const spec = accountSpec("large", { calls: 100_000, messages: 0, days: 80 });
      const worker = findWorkerProcess();
      let mostMegabytes = 0;
      const watch = setInterval(() => {
        mostMegabytes = Math.max(mostMegabytes, memoryMegabytes(worker));
      }, 1000);
      const customer = await lab.connect(spec);
      await stack.http.idle();
      await finishByClock(customer).finally(() => clearInterval(watch));

      await expectComplete(lab, customer);
      const jobs = await stack.sql`
      select status, rows_inserted, rows_updated from public.sync_jobs
      where org_id = ${customer.orgId} and stream = 'calls'`;
      expect([...jobs]).toEqual([{ status: "succeeded", rows_inserted: 100_000, rows_updated: 0 }]);
      const requests = stack.simulator.requests.filter(({ path }) => path.endsWith("/v4/api/calls"));
      expect(requests.length).toBeLessThanOrEqual(110);
      expect(mostMegabytes).toBeLessThan(256);
      console.info(`100,000 calls: ${requests.length} requests, at most ${Math.round(mostMegabytes)} MB`);
      await lab.forget(customer);
    },
    MOST_MS,
  );
});

describe("a worker process that is killed", () => {
  it(
    "at random moments costs no row",
    async () => {
      const random = createRandom("SIGKILL");
      const restarted: FunctionProcess[] = [];
      for (let round = 1; round <= 5; round += 1) {
        const name = `killed ${round}`;
        stack.simulator.faults.add({ kind: "page_size_cap", rows: 5, account: name });
        const customer = await lab.connect(accountSpec(name, { calls: 120, messages: 20, days: 40 }));
        for (let kills = 0; kills < 2; kills += 1) {
          await sleep(random.integer(20, 250));
          const worker = findWorkerProcess();
          process.kill(worker.pid, "SIGKILL");
          await stack.http.idle();
          restarted.push(await restartWorker(stack, worker));
          await lab.passTime(customer);
          await stack.cron.runAll();
        }
        await stack.http.idle();
        await finishByClock(customer);
        await expectComplete(lab, customer);
        await lab.forget(customer);
      }
      await Promise.all(restarted.map((worker) => worker.stop()));
    },
    MOST_MS,
  );
});
