import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestPlatform, type TestPlatform } from "../testing.ts";
import { type CronRunner, startCronRunner } from "./cron.ts";
import { type HttpRunner, startHttpRunner } from "./http.ts";

let platform: TestPlatform;
let adminUrl: string;
const problems: string[] = [];
const onProblem = (message: string) => problems.push(message);

beforeAll(async () => {
  platform = await startTestPlatform();
  adminUrl = platform.server.url("supabase_admin");
  await platform.sql`create extension pg_cron`;
  await platform.sql`create extension pg_net with schema extensions`;
});
afterAll(async () => {
  await platform.stop();
  expect(problems).toEqual([]);
});

describe("the schedule", () => {
  let runner: CronRunner;
  const runs = async (job: string) =>
    platform.sql`select status, return_message, username, start_time, end_time from cron.job_run_details
      join cron.job using (jobid, username) where jobname = ${job} order by runid`;

  beforeEach(async () => {
    runner = await startCronRunner({ adminUrl, schedules: true, onProblem });
  });
  afterEach(async () => {
    await platform.sql`select cron.unschedule(jobid) from cron.job`;
    await runner.stop();
  });

  it("takes up new jobs at once, runs them as their owner, and drops them when they go", async () => {
    await platform.sql`select cron.schedule('each second', '1 second', 'select current_user')`;
    await expect.poll(async () => (await runs("each second")).length, { timeout: 5_000 }).toBeGreaterThan(1);
    const [run] = await runs("each second");
    expect(run).toMatchObject({ status: "succeeded", return_message: "SELECT 1", username: "postgres" });

    await platform.sql`select cron.unschedule('each second')`;
    const before = await platform.sql`select count(*) from cron.job_run_details`;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await platform.sql`select count(*) from cron.job_run_details`).toEqual(before);
  });

  it("never runs a job twice at the same time", async () => {
    await platform.sql`select cron.schedule('slow', '1 second', 'select pg_sleep(1.2)')`;
    await expect
      .poll(async () => (await runs("slow")).filter((run) => run.end_time).length, { timeout: 8_000 })
      .toBe(2);
    const [first, second] = await runs("slow");
    expect(second?.start_time.getTime()).toBeGreaterThanOrEqual(first?.end_time.getTime());
  });

  it("records why a job failed, and that a job may do no more than its owner", async () => {
    await platform.sql`select cron.schedule('broken', '1 second', 'select 1 / 0')`;
    await platform.sql`select cron.schedule('greedy', '1 second', 'alter role postgres superuser')`;
    await expect.poll(async () => (await runs("greedy")).length, { timeout: 5_000 }).toBeGreaterThan(0);
    await expect.poll(async () => (await runs("greedy"))[0]?.status).toBe("failed");
    expect((await runs("broken"))[0]).toMatchObject({
      status: "failed",
      return_message: "ERROR: division by zero",
    });
  });
});

describe("queued requests", () => {
  let runner: HttpRunner;
  let server: Server;
  let url: string;
  const received: { method: string; body: string; headers: IncomingMessage["headers"] }[] = [];
  const responses = () =>
    platform.sql`select id, status_code, content, timed_out, error_msg from net._http_response`;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        received.push({ method: request.method ?? "", body, headers: request.headers });
        if (request.url !== "/never") response.writeHead(201, { "content-type": "text/plain" }).end("thanks");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(async () => {
    received.length = 0;
    await platform.sql`truncate net._http_response`;
    runner = await startHttpRunner({ adminUrl, onProblem });
  });
  afterEach(() => runner.stop());
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("are sent once the transaction has committed, and never when it has not", async () => {
    await platform.sql
      .begin(async (transaction) => {
        await transaction`select net.http_get(${url})`;
        throw new Error("undo");
      })
      .catch(() => {});
    await platform.sql.begin(async (transaction) => {
      await transaction`select net.http_post(${url}, '{"a": 1}', headers := '{"x-key": "k", "content-type": "application/json"}')`;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(received).toHaveLength(0);
    });
    await expect.poll(async () => (await responses()).length).toBe(1);
    expect(received).toMatchObject([{ method: "POST", body: '{"a": 1}', headers: { "x-key": "k" } }]);
    expect((await responses())[0]).toMatchObject({ status_code: 201, content: "thanks", timed_out: false });
    expect(await platform.sql`select from net.http_request_queue`).toHaveLength(0);
  });

  it("end at their time limit, and say so", async () => {
    await platform.sql`select net.http_get(${`${url}/never`}, timeout_milliseconds := 150)`;
    await runner.idle();
    expect((await responses())[0]).toMatchObject({
      status_code: null,
      timed_out: true,
      error_msg: "Timeout of 150 ms reached",
    });
  });

  it("that reach nobody leave an error", async () => {
    await platform.sql`select net.http_get('http://127.0.0.1:1/')`;
    await runner.idle();
    const [response] = await responses();
    expect(response).toMatchObject({ status_code: null, timed_out: false });
    expect(response?.error_msg).toBeTruthy();
  });

  it("from before the start are sent as well", async () => {
    await runner.stop();
    await platform.sql`select net.http_get(${url})`;
    runner = await startHttpRunner({ adminUrl, onProblem });
    await runner.idle();
    expect(received).toHaveLength(1);
  });
});
