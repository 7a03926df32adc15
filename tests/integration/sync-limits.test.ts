import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { type Customer, createLab, type Lab } from "../support/chaos/lab.ts";
import { expectComplete, finish } from "../support/chaos/runs.ts";

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

const account = (name: string, overrides: Parameters<typeof accountSpec>[1] = {}) =>
  accountSpec(name, { calls: 40, messages: 10, days: 5, ...overrides });
const requestsOf = ({ account: { name } }: Customer) =>
  stack.simulator.requests.filter((request) => request.account === name);
const secondsUntil = (at: Date) => (at.getTime() - Date.now()) / 1000;

describe("the day's requests of an account", () => {
  const limit = 60;
  const budgetOf = async () => {
    const { data } = await lab.owner.client.rpc("request_budget", { organization: customer.orgId });
    return data as { left: number; used: number; refills_at: string | null };
  };
  beforeAll(
    () => stack.sql`
    update private.provider_limits set requests_per_day = ${limit}, reserved_for_people = 5, reserved_for_schedule = 10`,
  );
  afterAll(
    () => stack.sql`
    update private.provider_limits set requests_per_day = 2500, reserved_for_people = 200, reserved_for_schedule = 800`,
  );

  it("are never exceeded by eight workers; the sync stops cleanly and goes on by itself", async () => {
    stack.simulator.faults.add({ kind: "page_size_cap", rows: 3 });
    const spec = account("budget", { calls: 200, dailyLimit: limit });
    customer = await lab.connect(spec);
    const twin = await lab.connect(spec);
    for (let round = 0; round < 6; round += 1) {
      await Promise.all(Array.from({ length: 8 }, () => lab.pass({ pages: 5 })));
    }
    const sent = requestsOf(customer);
    expect(sent.filter(({ status }) => status === 429)).toEqual([]);
    expect(sent.length).toBeLessThanOrEqual(limit);
    expect(sent.length, "people's reserve is all that is left").toBeGreaterThanOrEqual(limit - 15);
    const { left, used, refills_at } = await budgetOf();
    expect([used, left]).toEqual([sent.length, limit - sent.length]);
    expect(secondsUntil(new Date(refills_at ?? 0))).toBeGreaterThan(23 * 3600);
    const job = await lab.job(customer, "calls");
    expect(job).toMatchObject({ status: "queued", error_class: "transient", error_code: "daily_limit" });
    expect(secondsUntil(job.run_after)).toBeLessThanOrEqual(3600);
    expect(await lab.stream(customer, "calls")).toMatchObject({
      error_code: "daily_limit",
      consecutive_failures: 0,
    });

    const before = requestsOf(customer).length;
    for (const each of [customer, twin]) await lab.passTime(each);
    await lab.pass();
    expect(requestsOf(customer).length, "nothing is sent while nothing is left").toBe(before);

    await stack.sql`update private.provider_limits set requests_per_day = 2500`;
    customer.account.settings.dailyLimit = 2500;
    for (const each of [customer, twin]) await finish(lab, each);
    for (const each of [customer, twin]) await expectComplete(lab, each);
    await stack.sql`update private.provider_limits set requests_per_day = ${limit}`;
    await lab.forget(twin);
  });

  it("are counted exactly, however many workers take them at the same moment", async () => {
    customer = await lab.connect(account("counted"));
    const take = () =>
      lab.database.call("reserve_requests", {
        integration: customer.integrationId,
        wanted: 20,
        for_person: true,
      });
    for (let round = 0; round < 15; round += 1) {
      await stack.sql`delete from private.provider_requests`;
      const grants = (await Promise.all(Array.from({ length: 8 }, take))) as { granted: number }[];
      expect(grants.reduce((sum, { granted }) => sum + granted, 0)).toBe(limit);
    }
    await stack.sql`delete from private.provider_requests`;
  });

  it("are left to new rows by a load of history, which looks for them meanwhile", async () => {
    customer = await lab.connect(account("history", { calls: 120, days: 300 }));
    await stack.sql`update private.provider_limits set requests_per_day = 2500`;
    await finish(lab, customer);
    await stack.sql`update private.provider_limits set requests_per_day = ${limit}`;
    await stack.sql`update private.provider_requests set used = 30 where used > 0`;
    stack.simulator.faults.add({ kind: "page_size_cap", rows: 3 });
    const day = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    await lab.owner.client.rpc("request_backfill", {
      integration_id: customer.integrationId,
      stream: "calls",
      range_start: day(310),
      range_end: day(100),
    });
    await lab.pass();
    const paused = await lab.job(customer, "calls");
    expect(paused).toMatchObject({ status: "queued", error_code: "daily_limit" });
    expect(paused.error_hint).toContain("kept for new rows and for people");
    expect((await budgetOf()).left).toBe(15);
    const fresh = customer.account.addCall({}, 20).id;
    await stack.sql`update public.sync_streams set watermark = watermark - interval '6 minutes' where org_id = ${customer.orgId}`;
    await lab.passTime(customer);
    await lab.pass();
    const found =
      await stack.sql`select from public.calls where org_id = ${customer.orgId} and external_id = ${fresh}`;
    expect(found).toHaveLength(1);
    expect((await budgetOf()).left).toBe(14);
  });

  it("stretch the schedule as they are used up, so that they never run dry", async () => {
    customer = await lab.connect(account("stretch"));
    await finish(lab, customer);
    const stretch = async (used: number, interval = 300) => {
      await stack.sql`delete from private.provider_requests`;
      await stack.sql`
        insert into private.provider_requests select account_fingerprint, date_trunc('hour', now()), ${used}
        from private.integration_credentials where integration_id = ${customer.integrationId}`;
      const [row] = await stack.sql`
        select extract(epoch from private.next_run_at(${customer.integrationId}, ${interval}) - now())::float8 as seconds`;
      return row?.seconds;
    };
    await stack.sql`update private.provider_limits set requests_per_day = 1000, reserved_for_people = 200`;
    expect(await stretch(0)).toBe(300);
    expect(await stretch(400)).toBe(300);
    expect(await stretch(600)).toBe(1200);
    expect(await stretch(720, 60)).toBe(1500);
    expect(await stretch(800)).toBe(7200);
    expect(await stretch(2000), "more than everything is everything").toBe(7200);
    expect(await stretch(800, 21_600), "no interval gets shorter").toBe(21_600);

    // A day in which each run costs far more than the day has for it: 4 requests a minute are 5,760.
    const usedAt: number[] = [];
    for (let minute = 0; minute < 24 * 60; ) {
      const next = Math.ceil((await stretch(usedAt.length, 60)) / 60);
      usedAt.push(minute, minute, minute, minute);
      minute += next;
    }
    expect(usedAt.length).toBeLessThan(800);
    await stack.sql`update private.provider_limits set requests_per_day = ${limit}, reserved_for_people = 5`;
    await stack.sql`delete from private.provider_requests`;
  });
});

describe("the provider's own daily limit", () => {
  it.each([429, 403] as const)("as %i is a pause of every stream and a failure of none", async (status) => {
    customer = await lab.connect(account("blocked", { dailyLimit: 4, dailyLimitStatus: status }));
    for (let round = 0; round < 10; round += 1) {
      await lab.passTime(customer);
      await lab.pass();
    }
    expect(requestsOf(customer).length, "no storm: one try for each stream and hour").toBeLessThanOrEqual(
      4 + 40,
    );
    const streams = await stack.sql`
      select stream, error_code, consecutive_failures, paused_reason from public.sync_streams where org_id = ${customer.orgId} and last_success_at is null`;
    expect(streams.length).toBeGreaterThan(1);
    for (const stream of streams) {
      expect(stream).toMatchObject({
        error_code: "daily_limit",
        consecutive_failures: 0,
        paused_reason: null,
      });
    }
    customer.account.settings.dailyLimit = 2500;
    await finish(lab, customer);
    await expectComplete(lab, customer);
    expect(await lab.stream(customer, "calls")).toMatchObject({ error_code: null, freshness: "ok" });
  });
});
