import { afterAll, beforeAll, expect, it } from "vitest";
import { createSimulator, type Simulator } from "../simulator.ts";
import { createTestClock, exampleSpec, readAnswer, signIn } from "../testing.ts";

const clock = createTestClock();
let simulator: Simulator;

beforeAll(async () => {
  simulator = await createSimulator({ port: 0, accounts: [exampleSpec()], now: clock.now });
});
afterAll(() => simulator.close());

async function control<Body = unknown>(method: string, path = "", body?: unknown) {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return readAnswer<Body>(await fetch(`${simulator.url}/_control${path}`, init));
}

it("another process sees the state and the log, and can empty the log", async () => {
  const client = await signIn(simulator);
  await client.get("/profile");
  const state = (await control<{ accounts: object[]; requests: number }>("GET")).body;
  expect(state.accounts).toMatchObject([{ name: "Acme", calls: 300, messages: 60, requestsInTheLastDay: 2 }]);
  expect(state.requests).toBe(2);
  expect((await control("GET", "/requests")).body).toEqual(simulator.requests);
  expect((await control("DELETE", "/requests")).body).toBe(2);
  expect(simulator.requests).toEqual([]);
  expect(JSON.stringify(state)).not.toContain(exampleSpec().userKey);
});

it("another process can make faults and take them away", async () => {
  const client = await signIn(simulator);
  const { id } = (await control<{ id: number }>("POST", "/faults", { kind: "server_error" })).body;
  expect((await client.get("/profile")).status).toBe(500);
  expect((await control("DELETE", `/faults/${id}`)).body).toEqual([]);
  expect((await client.get("/profile")).status).toBe(200);
  expect((await control("POST", "/faults", { kind: "unheard_of" })).status).toBe(400);
});

it("another process can add accounts, calls, messages and numbers, and read what is true", async () => {
  const spec = exampleSpec({ name: "New Account", apiKey: "new", seed: "new", calls: 3, messages: 2 });
  expect((await control("POST", "/accounts", spec)).status).toBe(200);
  expect((await control("POST", "/accounts", spec)).status).toBe(400);
  const base = "/accounts/New%20Account";
  const [id] = (await control<string[]>("POST", `${base}/calls`, [{ callStatus: "Missed", durationMs: 0 }]))
    .body;
  expect((await control("GET", `${base}/calls`)).body).toHaveLength(4);
  await control("PATCH", `${base}/calls/${id}`, { callStatus: "VoiceMail" });
  expect((await control<object[]>("GET", `${base}/calls`)).body.at(-1)).toMatchObject({
    id,
    callStatus: "VoiceMail",
  });
  await control("POST", `${base}/messages`, [{ text: "Hi" }]);
  expect((await control("GET", `${base}/messages`)).body).toHaveLength(3);
  await control("POST", `${base}/phone-numbers`, [{ number: "+13055550197" }]);
  await control("DELETE", `${base}/phone-numbers/+13055550197`);
  const { deleted } = (await control<{ deleted: object[] }>("GET", `${base}/phone-numbers`)).body;
  expect(deleted.at(-1)).toMatchObject({ number: "+13055550197" });
  await control("PATCH", base, { plan: "no_api" });
  expect((await (await signIn(simulator, "New Account")).get("/calls")).status).toBe(403);
  await control("DELETE", base);
  expect((await control("GET", "/accounts")).body).toEqual(["Acme"]);
  expect((await control("GET", `${base}/calls`)).status).toBe(400);
  expect((await control("GET", "/elsewhere")).status).toBe(404);
});

it("listens on the loopback interface alone", () => {
  expect(new URL(simulator.url).hostname).toBe("127.0.0.1");
});
