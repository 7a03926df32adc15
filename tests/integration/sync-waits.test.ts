import postgres, { type ReservedSql, type Sql } from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { type Customer, createLab, type Lab } from "../support/chaos/lab.ts";
import { smallAccount } from "../support/chaos/runs.ts";

let stack: Stack;
let lab: Lab;
let customer: Customer;
/** Connections of people and workers who are in the middle of something. */
let others: Sql;
let other: ReservedSql;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [] });
  lab = await createLab(stack);
  others = postgres(stack.databaseUrl, { max: 2, onnotice: () => {}, connection: { lock_timeout: 15_000 } });
});
afterAll(async () => {
  await others.end();
  await lab.close();
  await stack.stop();
});
beforeEach(async () => {
  customer = await lab.connect(smallAccount(lab, `waits ${crypto.randomUUID()}`));
  other = await others.reserve();
  await other`begin`;
});
afterEach(async () => {
  await other`rollback`;
  other.release();
  await lab.forget(customer);
  stack.simulator.faults.clear();
});

/** The clock strikes, and says so when it has to wait. */
async function strikeWithoutWaiting(): Promise<void> {
  await stack.sql.begin(async (sql) => {
    await sql`set local lock_timeout = '1s'`;
    await sql`select private.dispatch_syncs()`;
  });
}

const liveStreams = async () =>
  (
    await stack.sql`
      select stream from public.sync_jobs where org_id = ${customer.orgId} and status in ('queued', 'running')`
  )
    .map(({ stream }) => String(stream))
    .toSorted();

describe("the clock", () => {
  it("queues what is due without waiting for a worker that stores a page of a stream that is due again", async () => {
    await stack.sql`delete from public.sync_jobs where org_id = ${customer.orgId} and stream <> 'calls'`;
    await other`update public.sync_jobs set pages = pages + 1 where org_id = ${customer.orgId} and stream = 'calls'`;
    await strikeWithoutWaiting();
    expect(await liveStreams()).toEqual(["calls", "phone_numbers", "recordings", "sms_messages"]);
  });

  it("passes over an org that is being removed, and is there for the others", async () => {
    const neighbour = await lab.connect(smallAccount(lab, `neighbour ${crypto.randomUUID()}`));
    await stack.sql`delete from public.sync_jobs`;
    await other`select from public.organizations where id = ${customer.orgId} for update`;
    await strikeWithoutWaiting();
    expect(await liveStreams()).toEqual([]);
    expect(await lab.job(neighbour, "calls")).toMatchObject({ status: "queued" });
    await lab.forget(neighbour);
  });
});

describe("an owner who removes an org", () => {
  /** Resolves when a connection waits for another one. */
  async function somebodyWaits(): Promise<void> {
    await expect
      .poll(
        async () =>
          (await stack.sql`select from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0`).length,
      )
      .toBeGreaterThan(0);
  }

  /** Removes the org while something of it is under way that has to wait for that, and tells how it ended. */
  async function removeBeside<Ended>(start: () => PromiseLike<Ended>): Promise<Ended> {
    await other`select from public.organizations where id = ${customer.orgId} for update`;
    const meanwhile = Promise.resolve(start());
    await somebodyWaits();
    const claims = JSON.stringify({ sub: lab.owner.id, role: "authenticated" });
    await other`select set_config('request.jwt.claims', ${claims}, true)`;
    await other`select public.remove_organization(id, name) from public.organizations where id = ${customer.orgId}`;
    await other`commit`;
    return await meanwhile;
  }

  it("is not refused for a worker that is about to store a page, which then has nothing to store it for", async () => {
    const claimed = (await lab.database.call("claim_sync_job")) as { job_id: string; lease_token: string };
    const { job_id, lease_token } = claimed;
    const page = { job_id, lease_token, checkpoint: {}, requests: 1 };
    const ended = await removeBeside(() =>
      lab.database.call("save_checkpoint", page).catch((error: Error) => error),
    );
    expect(ended).toMatchObject({ message: expect.stringMatching(/no longer holds the job/) });
  });

  it("is not refused for an admin who stops a sync of it", async () => {
    const { id } = await lab.job(customer, "calls");
    const { error } = await removeBeside(() => lab.owner.client.rpc("cancel_sync_job", { job_id: id }));
    expect(error).toMatchObject({ message: expect.stringMatching(/There is no such sync/) });
  });

  it("is not refused for an admin who saves its keys again", async () => {
    const ended = await removeBeside(() => lab.save(customer).catch((error: Error) => error));
    expect(ended).toMatchObject({ message: expect.stringMatching(/was removed meanwhile/) });
  });
});
