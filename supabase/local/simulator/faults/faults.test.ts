import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createSimulator, type Simulator } from "../simulator.ts";
import { createTestClock, exampleSpec, requestToken, signIn, type TestClient } from "../testing.ts";
import type { Fault } from "./fault.ts";

const clock = createTestClock();
let simulator: Simulator;
let client: TestClient;
let other: TestClient;

beforeAll(async () => {
  const otherSpec = exampleSpec({
    name: "Other",
    apiKey: "00000000-0000-4000-8000-000000000003",
    seed: "other",
  });
  simulator = await createSimulator({ port: 0, accounts: [exampleSpec(), otherSpec], now: clock.now });
  client = await signIn(simulator);
  other = await signIn(simulator, "Other");
});
afterAll(() => simulator.close());
afterEach(() => simulator.faults.clear());

const status = async (from: TestClient, path = "/profile") => (await from.get(path)).status;

describe("a fault", () => {
  it("meets everybody until it is taken away", async () => {
    const id = simulator.faults.add({ kind: "server_error" });
    expect([await status(client), await status(other), await status(client)]).toEqual([500, 500, 500]);
    simulator.faults.remove(id);
    expect(await status(client)).toBe(200);
  });

  it("may meet one account, one path, and a number of requests", async () => {
    simulator.faults.add({ kind: "server_error", account: "Acme", path: "/CALLS", times: 2 });
    expect([await status(other, "/calls"), await status(client, "/team")]).toEqual([200, 200]);
    expect([await status(client, "/calls"), await status(client, "/calls")]).toEqual([500, 500]);
    expect(await status(client, "/calls")).toBe(200);
    expect(simulator.faults.list()).toEqual([]);
  });

  it("may come by chance, and the same way again from the same seed", async () => {
    const run = async () => {
      const id = simulator.faults.add({ kind: "server_error", probability: 0.5, seed: 7 });
      const answers: number[] = [];
      for (let request = 0; request < 20; request++) answers.push(await status(client));
      simulator.faults.remove(id);
      return answers;
    };
    const answers = await run();
    expect(new Set(answers)).toEqual(new Set([200, 500]));
    expect(await run()).toEqual(answers);
  });

  it("of an unknown kind is a mistake", () => {
    expect(() => simulator.faults.add({ kind: "unheard_of" } as unknown as Fault)).toThrow("unheard_of");
  });
});

it("unauthorized_once: one 401 for a good token, and none for the token endpoint", async () => {
  simulator.faults.add({ kind: "unauthorized_once" });
  expect((await requestToken(simulator, simulator.accounts.get("Acme"))).status).toBe(200);
  expect([await status(client), await status(client)]).toEqual([401, 200]);
});

it("token_expired: the token is dead for good, and a new one works", async () => {
  const doomed = await signIn(simulator);
  simulator.faults.add({ kind: "token_expired", account: "Acme" });
  expect([await status(doomed), await status(doomed)]).toEqual([401, 401]);
  client = await signIn(simulator);
  expect([await status(client), await status(other)]).toEqual([200, 200]);
});

it.each([
  ["text", null, "Too many requests. Retry after 2026-03-18T20:00:30 UTC"],
  ["header", "30", "Too many requests."],
  ["none", null, "Too many requests."],
] as const)("rate_limited: 429 with the wait in the %s", async (hint, header, message) => {
  simulator.faults.add({ kind: "rate_limited", hint });
  const answer = await client.get("/calls");
  expect(answer.status).toBe(429);
  expect(answer.headers.get("retry-after")).toBe(header);
  expect(answer.body).toEqual({ message });
});

it("slow: the answer comes, but late", async () => {
  simulator.faults.add({ kind: "slow", milliseconds: 150 });
  const started = performance.now();
  expect(await status(client)).toBe(200);
  expect(performance.now() - started).toBeGreaterThanOrEqual(140);
});

it("cut_connection: headers come, and the body ends too soon", async () => {
  simulator.faults.add({ kind: "cut_connection", times: 1 });
  const response = await fetch(`${client.base}/ping`);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect(await status(client)).toBe(200);
});

it("down: no answer at all", async () => {
  simulator.faults.add({ kind: "down", times: 1 });
  await expect(client.get("/profile")).rejects.toThrow();
  expect(await status(client)).toBe(200);
});

it("html: a page that says 200", async () => {
  simulator.faults.add({ kind: "html" });
  const answer = await client.get("/calls");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/html");
  expect(answer.text).toContain("<html>");
});

it("truncated_json: half of the text, sent as if it were whole", async () => {
  simulator.faults.add({ kind: "truncated_json" });
  const answer = await client.get("/calls");
  expect(answer.status).toBe(200);
  expect(answer.text.startsWith('{"data":')).toBe(true);
  expect(answer.body).toBeUndefined();
});
