import { createServer } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { examine } from "../../supabase/local/doctor/doctor.ts";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { connect } from "../support/functions.ts";
import { createOrganization } from "../support/people.ts";
import { finishSyncs } from "../support/syncs.ts";

const account = accountSpec("Doctor account");

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [account] });
  const org = await createOrganization(stack, "Doctor Org");
  await connect(stack, org.owner, org.id, account);
  await finishSyncs(stack);
});
afterAll(() => stack.stop());

async function troubles(apiUrl = stack.apiUrl): Promise<string[]> {
  const findings = await examine({ ...stack, apiUrl });
  expect(findings.length, "everything is looked at").toBeGreaterThanOrEqual(12);
  return findings.flatMap(({ name, trouble }) => (trouble === null ? [] : [`${name}: ${trouble}`]));
}

it("finds nothing wrong with a stack that works", async () => {
  expect(await troubles()).toEqual([]);
});

it("names a secret that was removed", async () => {
  await stack.sql`delete from vault.secrets where name = 'sync_function_key'`;
  expect(await troubles()).toEqual(["vault: addresses and keys of the clock: missing: sync_function_key"]);
  await stack.sql`select vault.create_secret(${stack.secretKeys.cron}, 'sync_function_key')`;
});

it("names a job that was unscheduled", async () => {
  await stack.sql`select cron.unschedule('dispatch-syncs')`;
  expect(await troubles()).toEqual(["clock: scheduled jobs: missing: dispatch-syncs"]);
  await stack.sql`select cron.schedule('dispatch-syncs', '* * * * *', 'select private.dispatch_syncs()')`;
});

it("names each function and schema of an API that is down", async () => {
  const named = (await troubles("http://127.0.0.1:9")).map((trouble) =>
    trouble.split(": ").slice(0, 2).join(": "),
  );
  expect(named).toEqual([
    "API: schema public",
    "API: schema worker",
    "function: integrations",
    "function: sync",
    "function: recordings",
    "auth: proven addresses",
  ]);
});

it("names one function that is down", async () => {
  const gateway = createServer(async (request, response) => {
    if (request.url?.startsWith("/functions/v1/sync")) return response.writeHead(503).end();
    const answer = await fetch(stack.apiUrl + request.url, {
      method: request.method ?? "GET",
      headers: {
        apikey: stack.publishableKey,
        "accept-profile": String(request.headers["accept-profile"] ?? "public"),
      },
    });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  const address = gateway.address();
  if (address === null || typeof address === "string") throw new Error("The gateway listens on no port.");
  expect(await troubles(`http://127.0.0.1:${address.port}`)).toEqual([
    "function: sync: answers 503 where 401 is right",
  ]);
  gateway.closeAllConnections();
  await new Promise((resolve) => gateway.close(resolve));
});

it("names a clock whose key the sync function refuses", async () => {
  const key = (secret: string) =>
    stack.sql`select vault.update_secret(id, ${secret}) from vault.secrets where name = 'sync_function_key'`;
  await key("not-the-key");
  await stack.sql`select private.wake_worker()`;
  await stack.http.idle();
  expect(await troubles()).toEqual(["alarms: wake-up: the sync function gave no pass: status 401"]);
  await key(stack.secretKeys.cron);
  await stack.sql`select private.wake_worker()`;
  await stack.http.idle();
  expect(await troubles()).toEqual([]);
});

it("names what the advisors warn of", async () => {
  await stack.sql`create function public.scratch() returns integer language sql as 'select 1'`;
  expect((await troubles()).join()).toMatch(/^advisors: function_search_path_mutable: .*public\.scratch/);
  await stack.sql`drop function public.scratch()`;
});

it("names a stream that waits for a person, with the reason", async () => {
  await stack.sql`update public.sync_streams set paused_reason = 'MightyCall refused these keys.' where stream = 'calls'`;
  expect(await troubles()).toEqual(["alarms: stream: Doctor Org, calls: MightyCall refused these keys."]);
});
