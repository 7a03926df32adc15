import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { passUntilDeath } from "../support/chaos/death.ts";
import { runHabits } from "../support/chaos/habits.ts";
import { createLab, type Lab } from "../support/chaos/lab.ts";
import { expectComplete, failuresOf, finish, runChaos, smallAccount } from "../support/chaos/runs.ts";

// Hundreds of syncs take their time where other work shares the machine.
const MOST_MS = 400_000;

let stack: Stack;
let lab: Lab;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [] });
  lab = await createLab(stack);
  await stack.sql`update private.stream_defaults set history = interval '6 days' where history > interval '6 days'`;
});
afterAll(async () => {
  await lab.close();
  await stack.stop();
});

describe("a worker that dies", () => {
  // It works on one thing at a time, so dying before a call is the same as dying after the one before it.
  it(
    "after any of its calls to the outside took effect loses, doubles and changes no row",
    async () => {
      let survived = false;
      let deaths = 0;
      for (let atCall = 1; !survived; atCall += 1) {
        const customer = await lab.connect(smallAccount(lab, `dies at ${atCall}`));
        ({ survived } = await passUntilDeath(lab, { atCall, moment: "after" }));
        deaths += Number(!survived);
        await finish(lab, customer);
        await expectComplete(lab, customer);
        await lab.forget(customer);
        stack.simulator.faults.clear();
      }
      expect(deaths).toBeGreaterThan(40);
    },
    MOST_MS,
  );
});

describe("a worker that lost its lease in the middle of the work", () => {
  /** A pass that stands still between the provider's answer and the writing of its calls, until it is let go. */
  function passThatWaits() {
    const gate = Promise.withResolvers<void>();
    const atGate = Promise.withResolvers<void>();
    const pass = lab.pass({
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        if (!String(input).includes("/calls")) return answer;
        atGate.resolve();
        await gate.promise;
        return answer;
      },
    });
    return { pass, atGate: atGate.promise, letGo: gate.resolve };
  }

  it("can't write any more, neither while another one has the job nor after that one is done", async () => {
    const customer = await lab.connect(smallAccount(lab, "fenced"));
    const workers = [passThatWaits()];
    await workers[0]?.atGate;
    for (let index = 1; index < 3; index += 1) {
      await lab.passTime(customer);
      const next = passThatWaits();
      await next.atGate;
      workers.push(next);
    }
    const [first, second, last] = workers;
    const { id } = await lab.job(customer, "calls");
    const seen = async () => [
      ...(await stack.sql`select to_jsonb(j) from public.sync_jobs j where id = ${id}`),
      ...(await stack.sql`select id, xmin::text from public.calls where org_id = ${customer.orgId} order by id`),
    ];

    const before = await seen();
    first?.letGo();
    expect(await first?.pass).toMatchObject({ lost: 1 });
    expect(await seen(), "another worker has the job").toEqual(before);

    last?.letGo();
    await last?.pass;
    await finish(lab, customer);
    await expectComplete(lab, customer);
    const after = await seen();
    second?.letGo();
    expect(await second?.pass).toMatchObject({ lost: 1 });
    expect(await seen(), "the job is done").toEqual(after);
    await lab.forget(customer);
  });
});

describe("a job that costs one worker after the other", () => {
  it("without a page in between has failed after eight, and says so", async () => {
    const customer = await lab.connect(smallAccount(lab, "poison"));
    for (let worker = 0; worker < 8 * 4; worker += 1) {
      await passUntilDeath(lab, { atCall: 3, moment: "after" });
      await lab.passTime(customer);
    }
    await lab.strike();
    const job = await lab.job(customer, "calls");
    expect(job).toMatchObject({ status: "failed", attempt: 8, error_code: "worker_lost", rows_fetched: 0 });
    expect(await lab.stream(customer, "calls")).toMatchObject({
      error_code: "worker_lost",
      freshness: "never",
    });
    await lab.forget(customer);
    stack.simulator.faults.clear();
  });
});

describe("whatever the provider does", () => {
  it(
    "a sync ends equal to it or says why not, in 30 of 30 seeded runs",
    async () => {
      expect(await failuresOf(30, (seed) => runHabits(lab, seed))).toEqual([]);
    },
    MOST_MS,
  );
});

describe.each([1, 2, 8])("%i at a time for each org", (workers) => {
  it(
    "dying again and again, losing leases and connections, end with exactly the provider's rows in 100 of 100 runs",
    async () => {
      expect(await failuresOf(100, (seed) => runChaos(lab, `${workers} ${seed}`, workers))).toEqual([]);
    },
    MOST_MS,
  );
});
