import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { callFunction, callIntegrations, connect, keysOf, sessionHeader } from "../support/functions.ts";
import { addMember, createOrganization, createPerson, type Person } from "../support/people.ts";
import { makeDue } from "../support/syncs.ts";

const classic = accountSpec("Classic account");
const callCenter = accountSpec("Call center account", { accountType: "call_center" });
const withoutApi = accountSpec("Account without API", { plan: "no_api" });

let stack: Stack;
let organizationId: string;
let owner: Person;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [classic, callCenter, withoutApi] });
  ({ id: organizationId, owner } = await createOrganization(stack, "Credential Org"));
});
afterAll(() => stack.stop());

async function storedCredentials(): Promise<number> {
  const [row] = await stack.sql`select count(*)::int as stored from private.integration_credentials`;
  return row?.stored;
}

describe("credentials that can't be used are refused with their cause, and nothing is stored", () => {
  const wrongKey = { ...keysOf(classic), user_key: "not-the-user-key" };
  const otherFamily = { ...keysOf(callCenter), account_type: "classic" };
  const refusals: [string, Record<string, unknown>, number, string][] = [
    ["a wrong key", wrongKey, 422, "invalid_credentials"],
    ["the other kind of account", otherFamily, 422, "wrong_account_type"],
    ["a plan without API", keysOf(withoutApi), 422, "plan_without_api"],
    ["a key that is no GUID", { ...keysOf(classic), api_key: "abc" }, 400, "invalid_input"],
    ["an empty user key", { ...keysOf(classic), user_key: " " }, 400, "invalid_input"],
    [
      "an unknown account type",
      { ...keysOf(classic), account_type: "https://evil.example" },
      400,
      "invalid_input",
    ],
  ];

  it.each(refusals)("%s", async (_, keys, status, code) => {
    const answer = await callIntegrations(stack, owner, { action: "save", org_id: organizationId, ...keys });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error: { code } });
    expect(JSON.stringify(answer.body), "an answer never repeats a key").not.toContain(
      String(keys.user_key).trim() || "\0",
    );
    expect(await storedCredentials()).toBe(0);
    const integrations = await stack.sql`select from public.integrations`;
    expect(integrations).toHaveLength(0);
  });

  it("a provider that is down is no verdict on the keys", async () => {
    const fault = stack.simulator.faults.add({ kind: "down" });
    const answer = await callIntegrations(stack, owner, {
      action: "save",
      org_id: organizationId,
      ...keysOf(classic),
    });
    stack.simulator.faults.remove(fault);
    expect(answer.status).toBe(502);
    expect(answer.body).toMatchObject({ error: { code: "connection_failed" } });
    expect(await storedCredentials()).toBe(0);
  });
});

describe("only admins of the org manage its credentials", () => {
  it.each(["agent", "manager"] as const)("refuses a member who is %s", async (role) => {
    const member = await addMember(stack, organizationId, `Credentials ${role}`, role);
    for (const action of ["save", "test", "remove"]) {
      const answer = await callIntegrations(stack, member, {
        action,
        org_id: organizationId,
        ...keysOf(classic),
      });
      expect([action, answer.status]).toEqual([action, 403]);
    }
  });

  it("tells outsiders no more than that there is no such org", async () => {
    const outsider = await createPerson(stack, "Credentials outsider");
    const existing = await callIntegrations(stack, outsider, { action: "test", org_id: organizationId });
    const unknown = await callIntegrations(stack, outsider, { action: "test", org_id: crypto.randomUUID() });
    expect(existing.status).toBe(404);
    expect(existing.body).toEqual(unknown.body);
  });

  it("refuses callers without a session, with a forged one, and with a claimed user id only", async () => {
    const body = { action: "test", org_id: organizationId };
    const { authorization } = await sessionHeader(owner.client);
    const [header, payload] = authorization.split(".");
    const forged = [
      {},
      { "x-user-id": owner.id },
      { authorization: `${header}.${payload}.forged-signature` },
      { authorization: `Bearer ${btoa('{"alg":"none"}')}.${payload}.` },
    ];
    for (const headers of forged) {
      const answer = await callFunction(stack, "integrations", body, headers);
      expect([headers, answer.status]).toEqual([headers, 401]);
    }
  });

  it.each([
    ["no JSON", "{not json"],
    ["an unknown action", { action: "reveal", org_id: crypto.randomUUID() }],
    ["an org that is no id", { action: "test", org_id: "1; drop table calls" }],
    ["an array", [1, 2, 3]],
  ])("refuses a malformed body: %s", async (_, body) => {
    const answer = await callFunction(stack, "integrations", body, await sessionHeader(owner.client));
    expect(answer.status).toBe(400);
  });
});

describe("saved credentials", () => {
  it("are ciphertext at rest, and the sync uses exactly them", async () => {
    await connect(stack, owner, organizationId, classic);
    const rows = await stack.sql`select * from private.integration_credentials`;
    expect(rows).toHaveLength(1);
    const everything = JSON.stringify([rows, await stack.sql`select * from public.integrations`]);
    expect(everything).not.toContain(classic.apiKey);
    expect(everything).not.toContain(classic.userKey);

    stack.simulator.requests.length = 0;
    await stack.cron.runAll();
    await stack.http.idle();
    const senders = new Set(stack.simulator.requests.map(({ account }) => account));
    expect(senders, "all requests come with this account's keys").toEqual(new Set([classic.name]));
    expect(stack.simulator.requests.every(({ apiKeyWasRight }) => apiKeyWasRight)).toBe(true);
  });

  it("can't be read back: of the key only the last four characters show", async () => {
    const { data } = await owner.client.from("integrations").select("*");
    expect(data).toMatchObject([
      { key_hint: classic.apiKey.slice(-4), status: "connected", updated_by: owner.id },
    ]);
    const { data: credentials, error } = await owner.client
      .schema("worker" as "public")
      .rpc("current_credential_key" as never);
    expect([credentials, error?.code]).toEqual([null, "42501"]);
  });

  it("can be tested, and a key that MightyCall no longer accepts turns the integration red", async () => {
    const good = await callIntegrations(stack, owner, { action: "test", org_id: organizationId });
    expect(good.body).toMatchObject({ integration: { status: "connected" } });

    stack.simulator.accounts.remove(classic.name);
    const bad = await callIntegrations(stack, owner, { action: "test", org_id: organizationId });
    expect([bad.status, bad.body]).toMatchObject([422, { error: { code: "invalid_credentials" } }]);
    const { data } = await owner.client.from("integrations").select("status, error_code").single();
    expect(data).toEqual({ status: "error", error_code: "invalid_credentials" });
    stack.simulator.accounts.add(classic);
  });

  it("that were edited or moved at rest open nothing: no request is sent, and the stream says why", async () => {
    await stack.sql`update public.sync_jobs set status = 'cancelled', finished_at = now(), leased_until = null
      where status in ('queued', 'running')`;
    await stack.sql`update private.integration_credentials set ciphertext = overlay(ciphertext placing 'AAAA' from 5)`;
    stack.simulator.requests.length = 0;
    await makeDue(stack, organizationId);
    await stack.cron.runAll();
    await stack.http.idle();
    const [job] = await stack.sql`select status, error_class, error_code from public.sync_jobs
      where stream = 'phone_numbers' order by created_at desc limit 1`;
    expect(job).toEqual({ status: "failed", error_class: "config", error_code: "credentials_tampered" });
    const test = await callIntegrations(stack, owner, { action: "test", org_id: organizationId });
    expect([test.status, test.body]).toMatchObject([422, { error: { code: "credentials_tampered" } }]);
    const { data } = await owner.client.from("integrations").select("status, error_code").single();
    expect(data).toEqual({ status: "error", error_code: "credentials_tampered" });
    expect(stack.simulator.requests).toEqual([]);
  });

  it("can be replaced and removed; what was synced stays, and syncing stops", async () => {
    await connect(stack, owner, organizationId, callCenter);
    const answer = await callIntegrations(stack, owner, { action: "remove", org_id: organizationId });
    expect(answer.body).toMatchObject({ integration: { status: "disconnected", key_hint: null } });
    expect(await storedCredentials()).toBe(0);
    const live = await stack.sql`select from public.sync_jobs where status in ('queued', 'running')`;
    expect(live).toHaveLength(0);
    const again = await callIntegrations(stack, owner, { action: "remove", org_id: organizationId });
    expect(again.status).toBe(409);
  });
});
