import { startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { connect } from "../support/functions.ts";
import { createOrganization } from "../support/people.ts";
import { finishSyncs } from "../support/syncs.ts";
import { type Result, result } from "./measure.ts";

const CALLS = 100_000;

/** A first sync of 100,000 calls through the real functions, and the start of the stack that it runs on. */
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
  const readyMs = performance.now() - startedMs;
  try {
    const org = await createOrganization(stack, "Large Org");
    const syncStartedMs = performance.now();
    await connect(stack, org.owner, org.id, account);
    await finishSyncs(stack, 60);
    const seconds = (performance.now() - syncStartedMs) / 1000;
    const requests = stack.simulator.requests.filter(({ path }) =>
      path.toLowerCase().endsWith("/calls"),
    ).length;
    const [stored] =
      await stack.sql`select count(*)::int as calls from public.calls where org_id = ${org.id}`;
    return [
      result("start of a fresh stack", readyMs / 1000, "s"),
      result("full sync of 100,000 calls: rows stored", stored?.calls, "rows", { least: CALLS }),
      result("full sync of 100,000 calls: requests, recordings' look included", requests, "requests", {
        most: 115,
      }),
      result("full sync of 100,000 calls: throughput", CALLS / seconds, "rows/s"),
    ];
  } finally {
    await stack.stop();
  }
}
