import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { askForTicket, errorIn, play, ticketFor } from "../support/attacks/playback.ts";
import { callIntegrations, connect, keysOf } from "../support/functions.ts";
import { addMember, createOrganization, createPerson, type Person } from "../support/people.ts";
import { finishSyncs } from "../support/syncs.ts";

const account = accountSpec("Limited account", { calls: 30, messages: 0, days: 3 });
const perPerson = 2;
const perOrg = 3;

let stack: Stack;
let organizationId: string;
let owner: Person;
let admin: Person;
let other: { id: string; owner: Person };
let recording: string;
let integration: string;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [account] });
  ({ id: organizationId, owner } = await createOrganization(stack, "Limited Org"));
  [admin, other] = await Promise.all([
    addMember(stack, organizationId, "Limited admin", "admin"),
    createOrganization(stack, "Other Org"),
  ]);
  integration = (await connect(stack, owner, organizationId, account)).id;
  await finishSyncs(stack);
  const [found] = await stack.sql`select id from public.recordings limit 1`;
  recording = found?.id;
});
afterAll(() => stack.stop());
beforeEach(async () => {
  // Windows of decades: none can end in the middle of a test.
  await stack.sql`update private.rate_limit_rules set per_person = ${perPerson}, per_org = ${perOrg}, window_seconds = 2000000000`;
  await stack.sql`delete from private.rate_limits`;
});

type Outcome = {
  status: number;
  code?: string | undefined;
  wait?: number | undefined;
  hint?: string | null | undefined;
};

async function viaFunction(person: Person, body: object): Promise<Outcome> {
  const {
    status,
    body: answer,
    headers,
  } = await callIntegrations(stack, person, { org_id: organizationId, ...body });
  const error = answer.error as { code: string; hint: string; retry_after_seconds: number } | undefined;
  if (status === 429)
    expect(headers.get("retry-after"), "the header says what the body says").toBe(
      String(error?.retry_after_seconds),
    );
  return { status, code: error?.code, wait: error?.retry_after_seconds, hint: error?.hint };
}

type RpcAnswer = { status: number; error: { code: string; hint: string; details: string } | null };
async function viaRpc(answer: PromiseLike<RpcAnswer>): Promise<Outcome> {
  const { status, error } = await answer;
  return { status, code: error?.code, wait: error ? Number(error.details) : undefined, hint: error?.hint };
}

/** So that neither a running sync nor the minute's patience after one is what refuses the next. */
async function forgetSyncs(): Promise<void> {
  await stack.http.idle();
  await stack.sql`delete from public.sync_jobs`;
}

let guest = 0;
/** Costly actions: each costs requests of the provider, or other people's attention. */
const actions: Record<string, (person: Person) => Promise<Outcome>> = {
  "testing credentials": (person) => viaFunction(person, { action: "test" }),
  "saving credentials": (person) => viaFunction(person, { action: "save", ...keysOf(account) }),
  "saving credentials that are refused": (person) =>
    viaFunction(person, { action: "save", ...keysOf(account), user_key: "wrong" }),
  "playing a recording": async (person) => {
    const { status, body, headers } = await askForTicket(stack, person, recording);
    const error = body.error as { code: string; hint: string } | undefined;
    const wait = headers.get("retry-after");
    return { status, code: error?.code, hint: error?.hint, wait: wait === null ? undefined : Number(wait) };
  },
  "starting a sync": async (person) => {
    await forgetSyncs();
    return viaRpc(
      person.client.rpc("request_sync", { integration_id: integration, stream: "phone_numbers" }),
    );
  },
  "loading history": async (person) => {
    await forgetSyncs();
    const range = { range_start: "2026-01-01", range_end: "2026-01-02" };
    return viaRpc(
      person.client.rpc("request_backfill", { integration_id: integration, stream: "calls", ...range }),
    );
  },
  inviting: (person) => {
    guest += 1;
    const invitation = {
      organization: organizationId,
      email: `guest-${guest}@people.example`,
      role: "agent" as const,
    };
    return viaRpc(person.client.rpc("invite_person", invitation));
  },
  exporting: (person) =>
    viaRpc(
      person.client.rpc("record_export", {
        organization: organizationId,
        what: "calls",
        row_count: 1,
        filters: {},
      }),
    ),
};

function expectTooOften({ status, code, wait, hint }: Outcome) {
  expect(status).toBe(429);
  expect(code).toMatch(/^(too_many_requests|PT429)$/);
  expect(wait).toBeGreaterThan(0);
  expect(hint).toMatch(/^Try again in \d+ (minutes|seconds)\.$/);
}

describe.each(Object.entries(actions))("%s", (_, act) => {
  it("is limited for a person, and for an org over all its people", async () => {
    const start = await act(owner);
    expect(start.status).not.toBe(429);
    expect((await act(owner)).status).toBe(start.status);
    expectTooOften(await act(owner));
    expect((await act(admin)).status, "another person of the org still may").toBe(start.status);
    expectTooOften(await act(admin));
  });

  it("is not made cheaper by doing it all at once", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => act(owner)));
    // A second sync of a stream may also be refused because the first one is still running.
    const refused = answers.filter(({ status }) => status === 429 || status === 409);
    expect(refused.length).toBeGreaterThanOrEqual(6 - perPerson);
  });
});

it("limits of one org leave every other org alone", async () => {
  await actions.inviting?.(owner);
  await actions.inviting?.(owner);
  await actions.inviting?.(admin);
  const invitation = { organization: other.id, email: "guest@people.example", role: "agent" as const };
  expect((await other.owner.client.rpc("invite_person", invitation)).error).toBeNull();
});

it("what is refused for another reason uses nothing up", async () => {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { error } = await owner.client.rpc("invite_person", {
      organization: organizationId,
      email: "nobody",
      role: "agent",
    });
    expect(error?.code).toBe("22023");
  }
  expect((await actions.inviting?.(owner))?.status).toBe(200);
});

it("a window that is over is forgotten", async () => {
  await stack.sql`update private.rate_limit_rules set window_seconds = 1`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await expect
      .poll(async () => (await actions.exporting?.(owner))?.status, { timeout: 5000, interval: 300 })
      .toBe(204);
  }
});

it("looking for a recording's fresh address is limited too: a ticket can't spend the account's daily requests", async () => {
  const ticket = await ticketFor(stack, owner, recording);
  const forgetAddress = () =>
    stack.sql`update private.recording_sources set url = null where recording_id = ${recording}`;
  for (let lookup = 0; lookup < perPerson; lookup += 1) {
    await forgetAddress();
    expect((await play(stack, ticket)).status).toBe(200);
  }
  for (let seek = 0; seek < 5; seek += 1)
    expect((await play(stack, ticket)).status, "seeking is free").toBe(200);
  await forgetAddress();
  stack.simulator.requests.length = 0;
  const answer = await play(stack, ticket);
  expect([answer.status, errorIn(answer).code]).toEqual([429, "too_many_requests"]);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(stack.simulator.requests).toEqual([]);
});

it("a stream that was just synced asks for a minute's patience", async () => {
  await forgetSyncs();
  await stack.sql`update private.rate_limit_rules set per_person = 100, per_org = 100`;
  const request = () =>
    viaRpc(owner.client.rpc("request_sync", { integration_id: integration, stream: "phone_numbers" }));
  expect((await request()).status).toBe(200);
  await finishSyncs(stack);
  const again = await request();
  expectTooOften(again);
  expect(again.wait).toBeLessThanOrEqual(60);
});

it("nobody owns more than a few orgs, not even by asking for them all at once", async () => {
  const founder = await createPerson(stack, "Founder");
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      founder.client.rpc("create_organization", { name: `Org ${index}`, time_zone: "UTC" }),
    ),
  );
  expect(answers.filter(({ error }) => error === null)).toHaveLength(5);
  expect(new Set(answers.flatMap(({ error }) => error?.code ?? []))).toEqual(new Set(["PT429"]));
});
