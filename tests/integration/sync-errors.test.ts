import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../supabase/local/simulator/faults/fault.ts";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { type Customer, createLab, type Lab } from "../support/chaos/lab.ts";
import { expectOracle } from "../support/chaos/oracle.ts";
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

describe("an error", () => {
  const calls = "/v4/api/calls";
  const transient: [string, Fault, string][] = [
    ["a server error", { kind: "server_error", path: calls }, "provider_unavailable"],
    ["a cut connection", { kind: "cut_connection", path: calls }, "connection_failed"],
    ["a provider that is down", { kind: "down", path: calls }, "connection_failed"],
    ["a web page", { kind: "html", path: calls }, "invalid_response"],
    ["half an answer", { kind: "truncated_json", path: calls }, "invalid_response"],
  ];

  it.each(transient)("that passes, %s, is got over", async (_, fault, code) => {
    customer = await lab.connect(account("passing"));
    stack.simulator.faults.add({ ...fault, times: 1 });
    await lab.pass();
    const job = await lab.job(customer, "calls");
    expect(job).toMatchObject({ status: "queued", attempt: 1, error_class: "transient", error_code: code });
    expect(job.error_hint).toMatch(/MightyCall .+\. It is tried again by itself\./);
    expect(await lab.stream(customer, "calls")).toMatchObject({ error_code: code, last_success_at: null });
    await finish(lab, customer);
    await expectComplete(lab, customer);
  });

  it.each(transient)(
    "that stays, %s, fails the job after eight tries and says why",
    async (_, fault, code) => {
      customer = await lab.connect(account("staying"));
      stack.simulator.faults.add(fault);
      await finish(lab, customer);
      const job = await lab.job(customer, "calls");
      expect(job).toMatchObject({ status: "failed", attempt: 8, error_code: code, rows_fetched: 0 });
      expect(await lab.stream(customer, "calls")).toMatchObject({
        last_success_at: null,
        watermark: null,
        consecutive_failures: 1,
        paused_reason: null,
        error_code: code,
        freshness: "never",
      });
      expect(await lab.stream(customer, "sms_messages")).toMatchObject({ freshness: "ok" });
      stack.simulator.faults.clear();
      await lab.makeDue(customer, "calls");
      await lab.strike();
      await finish(lab, customer);
      await expectOracle(lab, customer);
    },
  );

  it("of a provider that takes too long is a timeout, and got over when it is fast again", async () => {
    customer = await lab.connect(account("slow"));
    stack.simulator.faults.add({ kind: "slow", milliseconds: 400, path: calls });
    await lab.pass({ requestTimeoutMs: 100 });
    expect(await lab.job(customer, "calls")).toMatchObject({ status: "queued", error_code: "timeout" });
    await finish(lab, customer);
    await expectComplete(lab, customer);
  });

  it("of a total that disagrees with the rows is never taken for the end of them", async () => {
    customer = await lab.connect(account("disagrees"));
    const oneTooMany: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (!String(input).includes(calls)) return answer;
      const body = await answer.json();
      return Response.json({ ...body, data: { ...body.data, total: body.data.total + 1 } });
    };
    for (let round = 0; round < 9; round += 1) {
      await lab.passTime(customer);
      await lab.pass({ fetch: oneTooMany });
    }
    expect(await lab.job(customer, "calls")).toMatchObject({
      status: "failed",
      error_code: "total_mismatch",
    });
    expect(await lab.stream(customer, "calls")).toMatchObject({ last_success_at: null, watermark: null });
  });

  it("waits as long as the provider asks, in a header or in a text, and fails nothing by it", async () => {
    for (const hint of ["header", "text"] as const) {
      customer = await lab.connect(account(`waits ${hint}`));
      stack.simulator.faults.add({
        kind: "rate_limited",
        hint,
        retryAfterSeconds: 240,
        path: calls,
        times: 1,
      });
      await lab.pass();
      const job = await lab.job(customer, "calls");
      expect(job).toMatchObject({ status: "queued", error_code: "rate_limited" });
      expect(secondsUntil(job.run_after)).toBeGreaterThan(235);
      expect(secondsUntil(job.run_after)).toBeLessThan(260);
      await finish(lab, customer);
      await expectComplete(lab, customer);
      if (hint === "header") await lab.forget(customer);
    }
  });

  it("of a token is mended by one renewal, which all workers share", async () => {
    customer = await lab.connect(account("tokens"));
    stack.simulator.faults.add({ kind: "token_expired", path: calls });
    await lab.pass();
    await expectComplete(lab, customer);
    const tokens = requestsOf(customer).filter(({ path }) => path.endsWith("/token"));
    expect(tokens).toHaveLength(2);
  });

  it("of the plan pauses each stream after three in a row and says what to do; saved credentials wake them", async () => {
    customer = await lab.connect(account("plan"));
    await finish(lab, customer);
    customer.account.settings.plan = "no_api";
    for (let failures = 0; failures < 5; failures += 1) {
      await lab.makeDue(customer);
      await lab.strike();
      await finish(lab, customer);
    }
    const stream = await lab.stream(customer, "calls");
    expect(stream).toMatchObject({
      freshness: "paused",
      error_class: "config",
      error_code: "plan_without_api",
      consecutive_failures: 3,
    });
    expect(stream.paused_reason).toContain("Ask MightyCall to turn API access on");
    const [{ status } = { status: null }] =
      await stack.sql`select status from public.integrations where id = ${customer.integrationId}`;
    expect(status).toBe("error");

    customer.account.settings.plan = "api";
    await lab.save(customer);
    await finish(lab, customer);
    expect(await lab.stream(customer, "calls")).toMatchObject({
      freshness: "ok",
      error_code: null,
      paused_reason: null,
    });
    await expectOracle(lab, customer);
  });
});

describe("what people see of a sync", () => {
  it("counts what was done, holds nothing secret, and is forgotten after a month", async () => {
    customer = await lab.connect(account("seen", { calls: 50, days: 20 }));
    await finish(lab, customer);
    const { calls: told } = { calls: customer.account.calls() };
    const job = await lab.job(customer, "calls");
    expect(job).toMatchObject({
      status: "succeeded",
      rows_fetched: told.length,
      rows_inserted: told.length,
      rows_updated: 0,
      rows_unchanged: 0,
    });
    const sent = requestsOf(customer).filter(({ path }) => path.endsWith("/calls")).length;
    const jobs = await stack.sql`select * from public.sync_jobs where org_id = ${customer.orgId}`;
    expect(jobs.reduce((sum, { requests }) => sum + requests, 0)).toBe(requestsOf(customer).length);
    expect(job.pages).toBeLessThanOrEqual(sent);
    expect(job.finished_at >= job.started_at).toBe(true);

    const streams = await stack.sql`select * from public.sync_stream_health where org_id = ${customer.orgId}`;
    const everything = JSON.stringify([jobs, streams]);
    for (const secret of [
      customer.account.apiKey,
      customer.account.userKey,
      customer.account.tenant,
      "recordid",
    ]) {
      expect(everything).not.toContain(secret);
    }

    await stack.sql`update public.sync_jobs set finished_at = now() - interval '31 days' where id = ${job.id}`;
    await stack.sql`select private.keep_house()`;
    const left = await stack.sql`select stream from public.sync_jobs where org_id = ${customer.orgId}`;
    expect(left.map(({ stream }) => stream).toSorted()).toEqual([
      "phone_numbers",
      "recordings",
      "sms_messages",
    ]);
  });
});
