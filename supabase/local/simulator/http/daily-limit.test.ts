import { afterEach, beforeEach, expect, it } from "vitest";
import { createSimulator, type Simulator } from "../simulator.ts";
import { createTestClock, exampleSpec, signIn, type TestClient } from "../testing.ts";

let clock = createTestClock();
let simulator: Simulator;

beforeEach(async () => {
  clock = createTestClock();
  simulator = await createSimulator({ port: 0, accounts: [exampleSpec()], now: clock.now });
});
afterEach(() => simulator.close());

const account = () => simulator.accounts.get("Acme");
const profile = async (client: TestClient) => (await client.get("/profile")).status;

it("2,500 requests go through, the token's among them, and not one more", async () => {
  const client = await signIn(simulator);
  simulator.dailyLimit.spend(account(), 2498);
  expect(await profile(client)).toBe(200);
  expect(await profile(client)).toBe(429);
  expect(await profile(client)).toBe(429);
  expect(simulator.dailyLimit.used(account())).toBe(2500);
});

it("a request counts for the 24 hours after it, and refused ones don't", async () => {
  account().settings.dailyLimit = 3;
  const client = await signIn(simulator);
  clock.advanceSeconds(3600);
  expect([await profile(client), await profile(client), await profile(client)]).toEqual([200, 200, 429]);
  clock.advanceSeconds(82_798);
  expect(await profile(client)).toBe(429);
  clock.advanceSeconds(2);
  const renewed = await signIn(simulator);
  expect(await profile(renewed)).toBe(429);
  clock.advanceSeconds(3600);
  expect(await profile(renewed)).toBe(200);
});

it("may answer 403 beyond the limit, since the provider doesn't say", async () => {
  Object.assign(account().settings, { dailyLimit: 1, dailyLimitStatus: 403 });
  expect(await profile(await signIn(simulator))).toBe(403);
});
