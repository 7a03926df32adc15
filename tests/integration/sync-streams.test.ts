import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { type Customer, createLab, type Lab } from "../support/chaos/lab.ts";
import { expectOracle, expectTruthfulEnds, storedCalls } from "../support/chaos/oracle.ts";
import { expectComplete, finish, isBusy } from "../support/chaos/runs.ts";
import { createPerson } from "../support/people.ts";

let stack: Stack;
let lab: Lab;
let customer: Customer;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [] });
  lab = await createLab(stack);
});
afterAll(async () => {
  await lab.close();
  await stack.stop();
});
afterEach(async () => {
  await lab.forget(customer);
  stack.simulator.faults.clear();
});

/** Runs these streams once, as if they were due now. */
async function run(...streams: Parameters<Lab["makeDue"]>[1][]): Promise<void> {
  await lab.makeDue(customer, ...streams);
  await lab.strike();
  await finish(lab, customer);
}

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;

describe("every stream", () => {
  it("ends equal to the account, whatever the provider changes afterwards", async () => {
    customer = await lab.connect(accountSpec("streams", { calls: 400, messages: 70, days: 80 }));
    const { account } = customer;
    await finish(lab, customer);
    await expectComplete(lab, customer);

    const [given, kept] = account.phoneNumbers().active;
    if (given === undefined || kept === undefined) throw new Error("The account has too few numbers.");
    account.removePhoneNumber(given.number, { forget: true });
    account.removePhoneNumber(kept.number);
    account.addPhoneNumber({ number: "+12025550123" });
    const moved = account.addCall({}, 1800);
    account.addMessage({}, 60);
    await run();
    account.changeCall(moved.id, { callStatus: "Missed", durationMs: 4000, called: [] });
    await run();
    await expectOracle(lab, customer);
  });

  it("reads the journal in its other envelope, and from a server that caps its pages", async () => {
    const spec = accountSpec("capped", { calls: 90, messages: 50, journalEnvelope: "data" });
    stack.simulator.faults.add({ kind: "page_size_cap", rows: 7, account: "capped" });
    stack.simulator.faults.add({ kind: "order", order: "random-per-request", account: "capped" });
    customer = await lab.connect(spec);
    await finish(lab, customer);
    await expectComplete(lab, customer);
  });

  it("finds audio that came late: soon after with the calls, later with the recordings", async () => {
    const spec = accountSpec("late audio", { calls: 20, recordingDelaySeconds: 30 * daySeconds });
    customer = await lab.connect(spec);
    const { account } = customer;
    const answered = {
      isRecorded: true,
      callStatus: "Connected",
      durationMs: 1000,
      isInternal: false,
    } as const;
    const recent = account.addCall(answered, hourSeconds).id;
    const older = account.addCall(answered, 5 * hourSeconds).id;
    await finish(lab, customer);
    const heard = async () => {
      const calls = await storedCalls(lab, customer);
      return calls.filter((call) => call.has_source && [recent, older].includes(call.id)).map(({ id }) => id);
    };
    expect(await heard()).toEqual([]);
    account.settings.recordingDelaySeconds = 0;
    await run("calls");
    expect(await heard()).toEqual([recent]);
    await run("recordings");
    expect((await heard()).toSorted()).toEqual([recent, older].toSorted());
  });
});

describe("the schedule", () => {
  it("runs a stream when it is due, as often as an admin says, and not while it is paused", async () => {
    customer = await lab.connect(accountSpec("schedule", { calls: 10, messages: 0 }));
    await finish(lab, customer);
    const streams = () => lab.owner.client.from("sync_streams");
    const mine = { org_id: customer.orgId, stream: "calls" } as const;
    await streams().update({ interval_seconds: 120 }).match(mine);
    await run("calls");
    const { next_run_at, last_success_at } = await lab.stream(customer, "calls");
    expect(next_run_at - last_success_at).toBe(120_000);

    await streams().update({ is_enabled: false }).match(mine);
    await lab.makeDue(customer, "calls", "sms_messages");
    await lab.strike();
    const queued =
      await stack.sql`select stream from public.sync_jobs where org_id = ${customer.orgId} and status = 'queued'`;
    expect(queued.map(({ stream }) => stream)).toEqual(["sms_messages"]);
    expect(await lab.stream(customer, "calls")).toMatchObject({ freshness: "paused" });
    await finish(lab, customer);

    await streams().update({ is_enabled: true }).match(mine);
    await lab.strike();
    expect(await lab.job(customer, "calls")).toMatchObject({ status: "queued", trigger: "schedule" });
    await finish(lab, customer);
  });

  it("lets neither long first syncs nor failing streams hold up what is overdue", async () => {
    customer = await lab.connect(accountSpec("overdue", { calls: 5, messages: 0 }));
    await finish(lab, customer);
    const crowd: Customer[] = [];
    for (let index = 0; index < 4; index += 1) {
      const name = `crowd ${index}`;
      const fault =
        index % 2 === 0 ? ({ kind: "page_size_cap", rows: 2 } as const) : ({ kind: "down" } as const);
      stack.simulator.faults.add({ ...fault, account: name });
      crowd.push(await lab.connect(accountSpec(name, { calls: 60, messages: 20 })));
    }
    for (let pass = 0; pass < 10; pass += 1) await lab.pass({ pages: 1 });
    await lab.makeDue(customer, "calls");
    await lab.strike();
    let passes = 0;
    for (; await isBusy(lab, customer); passes += 1) {
      for (const other of crowd) await lab.passTime(other);
      await stack.sql`update public.sync_jobs set run_after = now() + interval '1 second' where org_id <> ${customer.orgId} and status = 'queued' and run_after = now()`;
      await lab.pass({ pages: 1 });
      if (passes > 40) break;
    }
    expect(passes).toBeLessThanOrEqual(20);
    for (const other of crowd) await lab.forget(other);
  });
});

describe("a long job", () => {
  const many = (name: string, days = 80) => {
    stack.simulator.faults.add({ kind: "page_size_cap", rows: 5, account: name });
    return accountSpec(name, { calls: 150, messages: 0, days });
  };
  /** As if the stream's newest rows had been read that long ago. */
  const age = async (minutes: number) => {
    await stack.sql`
      update public.sync_streams set watermark = watermark - make_interval(mins => ${minutes}),
        last_success_at = last_success_at - make_interval(mins => ${minutes})
      where org_id = ${customer.orgId} and stream = 'calls'`;
  };
  const onlyCalls = async () => {
    await stack.sql`delete from public.sync_jobs where org_id = ${customer.orgId} and stream in ('sms_messages', 'recordings')`;
    await stack.sql`update public.sync_streams set is_enabled = false where org_id = ${customer.orgId} and stream in ('sms_messages', 'recordings')`;
  };
  const isStored = async (id: string) => (await storedCalls(lab, customer)).some((call) => call.id === id);

  it("reads what is new first, each time it goes on, and its ends never promise too much", async () => {
    customer = await lab.connect(many("long first sync"));
    await onlyCalls();
    await lab.pass({ pages: 4 });
    expect((await lab.stream(customer, "calls")).watermark).not.toBeNull();
    for (let pass = 0; pass < 6; pass += 1) {
      const fresh = customer.account.addCall({}, 30).id;
      await age(6);
      await lab.pass({ pages: 2 });
      expect(await isStored(fresh), "a new call is there after the next pass").toBe(true);
      expect(await isBusy(lab, customer), "and history isn't done yet").toBe(true);
      await expectTruthfulEnds(lab, customer, customer.account.calls());
    }
    await finish(lab, customer);
    await expectOracle(lab, customer);
    const { watermark, earliest } = await lab.stream(customer, "calls");
    expect(watermark - earliest).toBeGreaterThan(89 * daySeconds * 1000);
    const jobs =
      await stack.sql`select status from public.sync_jobs where org_id = ${customer.orgId} and stream = 'calls'`;
    expect(jobs.map(({ status }) => status)).toEqual(["succeeded"]);
  });

  it("that was cancelled goes on in the next run, without reading again what it has", async () => {
    customer = await lab.connect(many("cancelled"));
    await onlyCalls();
    await lab.pass({ pages: 12 });
    const { id, rows_inserted: before } = await lab.job(customer, "calls");
    const { data: cancelled } = await lab.owner.client.rpc("cancel_sync_job", { job_id: id });
    expect(cancelled).toMatchObject({ status: "cancelled" });
    await expectTruthfulEnds(lab, customer, customer.account.calls());
    await run("calls");
    await expectOracle(lab, customer);
    const job = await lab.job(customer, "calls");
    expect(job).toMatchObject({ status: "succeeded", rows_inserted: 150 - before });
    expect(job.rows_unchanged).toBeLessThan(before);
  });

  it("over a range of the past shows how far it is, newest first, while new calls keep coming", async () => {
    customer = await lab.connect(many("backfill", 190));
    await onlyCalls();
    await finish(lab, customer);
    const [start, end] = [200, 100].map((days) => new Date(Date.now() - days * daySeconds * 1000));
    if (start === undefined || end === undefined) throw new Error("no range");
    const { data: asked } = await lab.owner.client.rpc("request_backfill", {
      integration_id: customer.integrationId,
      stream: "calls",
      range_start: start.toISOString(),
      range_end: end.toISOString(),
    });
    const progress = async () => {
      const { data } = await lab.owner.client.rpc("sync_job_progress", { job_id: asked?.id ?? "" });
      return data ?? [];
    };
    expect(await progress()).toMatchObject([{ share_read: 0 }]);
    const before = await lab.stream(customer, "calls");
    const shares: number[] = [];
    for (let passes = 0; (await isBusy(lab, customer)) && passes < 40; passes += 1) {
      const fresh = customer.account.addCall({}, 30).id;
      await age(6);
      await lab.pass({ pages: 3 });
      expect(await isStored(fresh)).toBe(true);
      expect(await lab.stream(customer, "calls")).toMatchObject({ freshness: "ok" });
      await expectTruthfulEnds(lab, customer, customer.account.calls());
      const ranges = await progress();
      expect(new Date(ranges[0]?.range_start ?? 0)).toEqual(start);
      expect(new Date(ranges.at(-1)?.range_end ?? 0)).toEqual(end);
      for (const [index, range] of ranges.entries()) {
        if (index > 0) expect(range.range_start).toBe(ranges[index - 1]?.range_end);
        expect(range.share_read, "newest first").toBeGreaterThanOrEqual(ranges[index - 1]?.share_read ?? 0);
      }
      shares.push(ranges.reduce((sum, range) => sum + Number(range.share_read), 0) / ranges.length);
    }
    expect(shares.length).toBeGreaterThan(3);
    expect(await progress()).toMatchObject([{ share_read: 1 }]);
    const job = await lab.job(customer, "calls");
    expect(job).toMatchObject({ trigger: "backfill", status: "succeeded" });
    const stored = await storedCalls(lab, customer);
    const wanted = customer.account
      .calls()
      .filter(({ startedAt }) => new Date(startedAt) < end || new Date(startedAt) > before.earliest);
    expect(stored).toHaveLength(wanted.length);
  });

  it("tells outsiders nothing of its progress", async () => {
    customer = await lab.connect(many("secret"));
    const { id } = await lab.job(customer, "calls");
    const { data: own } = await lab.owner.client.rpc("sync_job_progress", { job_id: id });
    expect(own).toMatchObject([{ share_read: 0 }]);
    const outsider = await createPerson(stack, "Progress outsider");
    const { data } = await outsider.client.rpc("sync_job_progress", { job_id: id });
    expect(data).toEqual([]);
  });
});
