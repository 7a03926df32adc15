import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSimulator, type Simulator } from "../simulator.ts";
import { createTestClock, exampleSpec, readAnswer, requestToken, signIn } from "../testing.ts";

const clock = createTestClock();
const callCenter = exampleSpec({
  name: "Harbor",
  accountType: "call_center",
  apiKey: "00000000-0000-4000-8000-000000000002",
  userKey: "00000000-0000-4000-8000-000000000022",
  seed: "harbor",
});
let simulator: Simulator;

beforeAll(async () => {
  simulator = await createSimulator({ port: 0, accounts: [exampleSpec(), callCenter], now: clock.now });
});
afterAll(() => simulator.close());

const acme = () => simulator.accounts.get("Acme");
const credentials = () => ({
  grant_type: "client_credentials",
  client_id: acme().apiKey,
  client_secret: acme().userKey,
});

describe("the token endpoint", () => {
  it("gives a token for the right keys, with exactly the documented members", async () => {
    const { status, body } = await requestToken(simulator, acme());
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(["access_token", "expires_in", "refresh_token", "token_type"]);
    expect(body).toMatchObject({ token_type: "bearer", expires_in: 86_399 });
    expect(body.access_token).toMatch(/^[\w-]{600}$/);
    expect(body.refresh_token).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it.each([
    ["a wrong user key", { client_secret: "wrong" }, {}, "invalid_client"],
    ["a wrong API key", { client_id: "wrong" }, {}, "invalid_client"],
    ["an extension instead of the user key", { client_secret: "101" }, {}, "invalid_client"],
    ["the other family's prefix", {}, { prefix: "/call-center" }, "invalid_client"],
    ["no x-api-key", {}, { headers: {} }, "invalid_client"],
    ["another x-api-key", {}, { headers: { "x-api-key": callCenter.apiKey } }, "invalid_client"],
    ["another grant", { grant_type: "password" }, {}, "unsupported_grant_type"],
    ["an unknown refresh token", { grant_type: "refresh_token", refresh_token: "x" }, {}, "invalid_grant"],
  ])("refuses %s", async (_, form, options, error) => {
    const { status, body } = await requestToken(simulator, acme(), { ...credentials(), ...form }, options);
    expect({ status, body }).toEqual({ status: 400, body: { error } });
  });

  it("takes a form and nothing else, and POST and nothing else", async () => {
    const url = `${simulator.url}/classic/v4/auth/token`;
    const headers = { "x-api-key": acme().apiKey, "content-type": "application/json" };
    const asJson = await fetch(url, { method: "POST", headers, body: JSON.stringify(credentials()) });
    expect({ status: asJson.status, body: await asJson.json() }).toEqual({
      status: 400,
      body: { error: "unsupported_grant_type" },
    });
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(`${simulator.url}/classic/v4/api/auth/token`, { method: "POST" })).status).toBe(404);
    expect((await fetch(`${simulator.url}/v4/auth/token`, { method: "POST" })).status).toBe(404);
  });

  it("renews with a refresh token, once", async () => {
    const first = (await requestToken(simulator, acme())).body;
    const form = { grant_type: "refresh_token", refresh_token: first.refresh_token };
    const second = await requestToken(simulator, acme(), form);
    expect(second.status).toBe(200);
    expect(second.body.access_token).not.toBe(first.access_token);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect((await requestToken(simulator, acme(), form)).body).toEqual({ error: "invalid_grant" });
  });
});

describe("a resource", () => {
  const denied = { message: "Authorization has been denied for this request." };

  it("needs a good bearer and the API key of the same account and family", async () => {
    const client = await signIn(simulator);
    const other = await signIn(simulator, "Harbor");
    const bad: Record<string, string>[] = [
      { authorization: "" },
      { authorization: "Bearer x" },
      { authorization: `Bearer ${client.token.slice(0, -2)}AA` },
      { authorization: client.token },
      { authorization: `Bearer ${other.token}` },
      { "x-api-key": "" },
      { "x-api-key": callCenter.apiKey },
    ];
    expect((await client.get("/profile")).status).toBe(200);
    for (const headers of bad) {
      const { status, body } = await client.get("/profile", {}, headers);
      expect({ headers: Object.keys(headers), status, body }).toMatchObject({ status: 401, body: denied });
    }
    const elsewhere = await fetch(`${simulator.url}/call-center/v4/api/profile`, {
      headers: { authorization: `Bearer ${client.token}`, "x-api-key": acme().apiKey },
    });
    expect((await readAnswer(elsewhere)).body).toEqual(denied);
  });

  it("can be told not to look at x-api-key", async () => {
    const client = await signIn(simulator);
    acme().settings.requireApiKeyHeader = false;
    expect((await client.get("/profile", {}, { "x-api-key": "" })).status).toBe(200);
    acme().settings.requireApiKeyHeader = true;
  });

  it("answers for 24 hours less a second, and then no more", async () => {
    const client = await signIn(simulator);
    clock.advanceSeconds(86_398);
    expect((await client.get("/profile")).status).toBe(200);
    clock.advanceSeconds(1);
    expect((await client.get("/profile")).status).toBe(401);
  });

  it("answers no token of keys that were changed", async () => {
    const client = await signIn(simulator);
    const before = acme().userKey;
    acme().userKey = "00000000-0000-4000-8000-0000000000ff";
    expect((await client.get("/profile")).status).toBe(401);
    acme().userKey = before;
  });

  it("answers 403 on a plan without API access, although the token is given", async () => {
    acme().settings.plan = "no_api";
    const client = await signIn(simulator);
    const { status, body } = await client.get("/calls");
    expect(status).toBe(403);
    expect(body).toEqual({ errorCode: "TenantAccountRoleIssue", message: expect.any(String) });
    acme().settings.plan = "api";
  });

  it("ping asks for nothing", async () => {
    const answer = await readAnswer(await fetch(`${simulator.url}/classic/v4/api/ping`));
    expect(answer.body).toEqual({ data: "3", isSuccess: true });
  });
});

it("a token survives a restart of the simulator", async () => {
  const { token } = await signIn(simulator);
  const restarted = await createSimulator({ port: 0, accounts: [exampleSpec()], now: clock.now });
  const headers = { authorization: `Bearer ${token}`, "x-api-key": acme().apiKey };
  const { status } = await fetch(`${restarted.url}/classic/v4/api/profile`, { headers });
  await restarted.close();
  expect(status).toBe(200);
});
