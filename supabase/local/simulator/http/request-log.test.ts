import { afterAll, beforeAll, expect, it } from "vitest";
import { createSimulator, type Simulator } from "../simulator.ts";
import {
  type CallsBody,
  createTestClock,
  EVERYTHING,
  exampleSpec,
  requestToken,
  signIn,
} from "../testing.ts";

let simulator: Simulator;

beforeAll(async () => {
  simulator = await createSimulator({ port: 0, accounts: [exampleSpec()], now: createTestClock().now });
});
afterAll(() => simulator.close());

it("says who asked for what, how it was answered, and which credentials were right", async () => {
  const client = await signIn(simulator);
  simulator.faults.add({ kind: "server_error", path: "/team" });
  await client.get("/calls", { pageSize: 5 });
  await client.get("/profile", {}, { authorization: "Bearer x" });
  await client.get("/profile", {}, { "x-api-key": "x" });
  await client.get("/team");
  await fetch(`${simulator.url}/elsewhere`);
  const time = "2026-03-18T20:00:00.000Z";
  const common = { time, method: "GET", query: "", account: "Acme", faults: [] };
  expect(simulator.requests).toEqual([
    {
      ...common,
      method: "POST",
      path: "/classic/v4/auth/token",
      status: 200,
      bearerWasRight: false,
      apiKeyWasRight: true,
    },
    {
      ...common,
      path: "/classic/v4/api/calls",
      query: "?pageSize=5",
      status: 200,
      bearerWasRight: true,
      apiKeyWasRight: true,
    },
    { ...common, path: "/classic/v4/api/profile", status: 401, bearerWasRight: false, apiKeyWasRight: true },
    { ...common, path: "/classic/v4/api/profile", status: 401, bearerWasRight: true, apiKeyWasRight: false },
    {
      ...common,
      path: "/classic/v4/api/team",
      status: 500,
      bearerWasRight: true,
      apiKeyWasRight: true,
      faults: ["server_error"],
    },
    {
      ...common,
      path: "/elsewhere",
      status: 404,
      account: null,
      bearerWasRight: false,
      apiKeyWasRight: false,
    },
  ]);
});

it("never holds a secret, wherever a client puts one", async () => {
  const account = simulator.accounts.get("Acme");
  const client = await signIn(simulator);
  const { refresh_token: refreshToken } = (await requestToken(simulator, account)).body;
  await requestToken(simulator, account, { grant_type: "refresh_token", refresh_token: refreshToken });
  await client.get(`/calls/${account.apiKey}`, { client_secret: account.userKey, token: client.token });
  await client.get(`/${account.userKey}`);
  const { calls } = (await client.get<CallsBody>("/calls", { ...EVERYTHING, pageSize: 300 })).body.data;
  const uri = calls.find(({ callRecord }) => callRecord)?.callRecord?.uri ?? "";
  await fetch(uri);
  const recordId = new URL(uri).searchParams.get("recordid") ?? "";
  const log = JSON.stringify(simulator.requests);
  expect(log).toContain("callrecord_");
  for (const secret of [account.apiKey, account.userKey, client.token, refreshToken, recordId]) {
    expect(secret.length).toBeGreaterThan(20);
    expect(log).not.toContain(secret);
  }
});
