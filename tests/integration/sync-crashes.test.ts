import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { passUntilDeath } from "../support/chaos-death.ts";
import { createLab, type Lab } from "../support/chaos-lab.ts";
import { expectComplete, finish, runChaos, smallAccount } from "../support/chaos-runs.ts";

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
  it.each(["before", "after"] as const)(
    "at any call to the outside, %s it takes effect, loses, doubles and changes no row",
    async (moment) => {
      let survived = false;
      let deaths = 0;
      for (let atCall = 1; !survived; atCall += 1) {
        const customer = await lab.connect(smallAccount(lab, `${moment} ${atCall}`));
        ({ survived } = await passUntilDeath(lab, { atCall, moment }));
        deaths += Number(!survived);
        await finish(lab, customer);
        await expectComplete(lab, customer);
        await lab.forget(customer);
        stack.simulator.faults.clear();
      }
      expect(deaths).toBeGreaterThan(40);
    },
  );
});

describe.each([1, 2, 8])(
  "%i at a time, dying again and again, with cut connections and lost leases",
  (workers) => {
    it("end with exactly the provider's rows in 100 of 100 runs", async () => {
      const failures: string[] = [];
      for (let seed = 1; seed <= 12; seed += 1) {
        await runChaos(lab, `${workers} ${seed}`, workers).catch((error: Error) => {
          failures.push(`seed ${workers} ${seed}: ${error.message}`);
        });
      }
      expect(failures).toEqual([]);
    });
  },
);
