import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import {
  askForTicket,
  errorIn,
  original,
  type Played,
  play,
  ticketFor,
} from "../support/attacks/playback.ts";
import { callIntegrations, connect } from "../support/functions.ts";
import { addMember, createOrganization, type Person } from "../support/people.ts";
import { finishSyncs } from "../support/syncs.ts";

// Addresses are given out expired: whoever presses play finds the stored one dead.
const account = accountSpec("Recorded account", {
  calls: 60,
  messages: 0,
  days: 5,
  recordingUrlLifetimeSeconds: 0,
});

let stack: Stack;
let organizationId: string;
let owner: Person;
let recordings: { id: string; phone_number_id: string }[];

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [account] });
  ({ id: organizationId, owner } = await createOrganization(stack, "Recorded Org"));
  await connect(stack, owner, organizationId, account);
  await finishSyncs(stack);
  recordings = await stack.sql`
    select id, phone_number_id from public.recordings where phone_number_id is not null order by started_at limit 2`;
  stack.simulator.accounts.get(account.name).settings.recordingUrlLifetimeSeconds = null;
});
afterAll(() => stack.stop());
afterEach(() => stack.simulator.faults.clear());

function recording(index = 0) {
  const found = recordings[index];
  if (found === undefined) throw new Error(`The account has no recording number ${index}.`);
  return found;
}

/** Plays a recording with a ticket of its own, and makes sure that no answer says where the provider keeps it. */
async function hear(init: RequestInit = {}, index = 0): Promise<Played> {
  const answer = await play(stack, await ticketFor(stack, owner, recording(index).id), init);
  const told = JSON.stringify([...answer.headers]) + (answer.status < 300 ? "" : answer.bytes.toString());
  const { tenant } = stack.simulator.accounts.get(account.name);
  for (const secret of [stack.simulator.url, "recordid", "callrecord_", tenant])
    expect(told).not.toContain(secret);
  return answer;
}

it("is for whoever sees the recording: people of rank, and agents with its number; for minutes", async () => {
  const agent = await addMember(stack, organizationId, "Recorded agent", "agent");
  const { id, phone_number_id } = recording();
  expect((await askForTicket(stack, agent, id)).status).toBe(404);
  await owner.client
    .from("number_assignments")
    .insert({ org_id: organizationId, user_id: agent.id, phone_number_id });
  for (const person of [owner, agent]) {
    const { status, body, headers } = await askForTicket(stack, person, id);
    expect([person.email, status, headers.get("cache-control")]).toEqual([person.email, 200, "no-store"]);
    expect(Object.keys(body).sort()).toEqual(["expires_at", "ticket"]);
    const minutes = (Date.parse(String(body.expires_at)) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(1);
    expect(minutes).toBeLessThanOrEqual(15);
  }
});

it("finds a fresh address when the stored one has expired, keeps it, and sends no key to it", async () => {
  const asked = () =>
    stack.simulator.requests.map(({ path, status }) => [path.includes("/Files/") ? "audio" : "call", status]);
  stack.simulator.requests.length = 0;
  const answer = await hear({}, 1);
  expect(asked()).toEqual([
    ["audio", 404],
    ["call", 200],
    ["audio", 200],
  ]);
  expect(answer.bytes.equals(await original(stack, recording(1).id))).toBe(true);

  stack.simulator.requests.length = 0;
  await hear({}, 1);
  expect(asked(), "the fresh address is used from now on").toEqual([["audio", 200]]);
  const [request] = stack.simulator.requests;
  expect([request?.bearerWasRight, request?.apiKeyWasRight]).toEqual([false, false]);
});

it("gives the audio as it is, safe to embed and not to be kept", async () => {
  const { status, headers, bytes } = await hear();
  expect(status).toBe(200);
  expect(bytes.equals(await original(stack, recording().id))).toBe(true);
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "audio/wav",
    "content-length": String(bytes.length),
    "accept-ranges": "bytes",
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
    "content-disposition": `inline; filename="recording-${recording().id}.wav"`,
  });
});

it.each([
  ["the beginning", "bytes=0-99", 206, (all: Buffer) => all.subarray(0, 100), "0-99"],
  ["a part further on", "bytes=1000-1999", 206, (all: Buffer) => all.subarray(1000, 2000), "1000-1999"],
  ["all from a point on", "bytes=500-", 206, (all: Buffer) => all.subarray(500), /500-\d+/],
  ["the end", "bytes=-44", 206, (all: Buffer) => all.subarray(-44), /\d+-\d+/],
  ["what lies beyond the end", "bytes=999999999-", 416, () => Buffer.alloc(0), "*"],
  ["several parts, which is not offered", "bytes=0-1,5-6", 200, (all: Buffer) => all, null],
  ["something that is no range", "lines=1-2", 200, (all: Buffer) => all, null],
])("seeks to %s", async (_, range, status, part, told) => {
  const all = (await hear()).bytes;
  const answer = await hear({ headers: { range } });
  expect(answer.status).toBe(status);
  expect(answer.bytes.equals(part(all))).toBe(true);
  const contentRange = answer.headers.get("content-range");
  if (told === null) expect(contentRange).toBeNull();
  else if (told instanceof RegExp)
    expect(contentRange).toMatch(new RegExp(`^bytes ${told.source}/${all.length}$`));
  else expect(contentRange).toBe(`bytes ${told}/${all.length}`);
});

it("answers HEAD with the headers alone", async () => {
  const full = await hear();
  const head = await hear({ method: "HEAD" });
  const length = head.headers.get("content-length");
  expect([head.status, head.bytes.length, length]).toEqual([200, 0, String(full.bytes.length)]);
});

it.each([
  ["a sign-in page instead of audio", { kind: "html_audio" }, 404, "recording_not_available"],
  ["a failure", { kind: "server_error" }, 502, "provider_unavailable"],
  ["no answer", { kind: "down" }, 502, "connection_failed"],
  ["a request to slow down", { kind: "rate_limited", hint: "header" }, 429, "rate_limited"],
] as const)("says what is wrong when the provider answers with %s", async (_, fault, status, code) => {
  stack.simulator.faults.add(fault);
  const answer = await hear();
  const error = errorIn(answer);
  expect([answer.status, error.code, answer.headers.get("content-type")]).toEqual([
    status,
    code,
    "application/json",
  ]);
  expect(error).toMatchObject({ message: expect.any(String), hint: expect.any(String) });
  if (status === 429) expect(answer.headers.get("retry-after")).toBe("30");
});

it("spends no more of the account's daily requests than it needs, and returns what it reserved", async () => {
  const used = async () => {
    const [row] = await stack.sql`select sum(used)::int as requests from private.provider_requests`;
    return row?.requests;
  };
  const before = await used();
  await hear();
  expect(await used(), "the audio itself is no API request").toBe(before);
  await stack.sql`update private.recording_sources set url = null where recording_id = ${recording().id}`;
  await hear();
  expect(await used()).toBe(before + 1);
});

it("stops when the account is disconnected, and says who can help", async () => {
  const ticket = await ticketFor(stack, owner, recording().id);
  await callIntegrations(stack, owner, { action: "remove", org_id: organizationId });
  const answer = await play(stack, ticket);
  expect([answer.status, errorIn(answer).code]).toEqual([409, "not_connected"]);
  expect(errorIn(answer).hint).toContain("admin");
});
