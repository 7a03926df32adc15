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
  const findings = await examine({ sql: stack.sql, apiUrl, publishableKey: stack.publishableKey });
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
  ]);
});

it("names a stream that waits for a person, with the reason", async () => {
  await stack.sql`update public.sync_streams set paused_reason = 'MightyCall refused these keys.' where stream = 'calls'`;
  expect(await troubles()).toEqual(["streams: Doctor Org, calls: MightyCall refused these keys."]);
});
