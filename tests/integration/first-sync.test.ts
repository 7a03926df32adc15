import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "../../supabase/local/stack.ts";
import { accountSpec } from "../support/accounts.ts";
import { connect } from "../support/functions.ts";
import { addMember, createOrganization, createPerson, type Person } from "../support/people.ts";
import { finishSyncs, makeDue } from "../support/syncs.ts";

const accountA = accountSpec("Account A", { calls: 2500, days: 60, messages: 40 });
const accountB = accountSpec("Account B", {
  accountType: "call_center",
  calls: 150,
  seed: "b",
  utcOffsetHours: 9,
});

let stack: Stack;
let a: { id: string; owner: Person };
let b: { id: string; owner: Person };
let integrationId: string;

beforeAll(async () => {
  stack = await startStack({ ephemeral: true, cron: false, accounts: [accountA, accountB] });
  a = await createOrganization(stack, "Org A");
  b = await createOrganization(stack, "Org B");
  integrationId = (await connect(stack, a.owner, a.id, accountA)).id;
  await connect(stack, b.owner, b.id, accountB);
  await finishSyncs(stack);
});
afterAll(() => stack.stop());

async function countOf(person: Person, table: "calls" | "sms_messages" | "phone_numbers" | "recordings") {
  const { count, error } = await person.client.from(table).select("*", { count: "exact", head: true });
  if (error !== null) throw error;
  return count;
}

describe("a first sync", () => {
  it("ingests all 2,500 calls, each exactly as the provider has it", async () => {
    const stored = await stack.sql`
      select c.external_id, c.started_at, c.duration_seconds, c.has_recording, n.number
      from public.calls c left join public.phone_numbers n on n.id = c.phone_number_id where c.org_id = ${a.id}`;
    const told = stack.simulator.accounts.get(accountA.name).calls();
    expect(stored).toHaveLength(2500);
    const byId = new Map(stored.map((row) => [row.external_id, row]));
    for (const call of told) {
      expect(byId.get(call.id)?.started_at.toISOString(), call.id).toBe(
        new Date(call.startedAt).toISOString(),
      );
    }
  });

  it("reads numbers and messages too, and says so in the streams and jobs", async () => {
    const account = stack.simulator.accounts.get(accountA.name);
    expect(await countOf(a.owner, "sms_messages")).toBe(account.messages().length);
    const { data: active } = await a.owner.client
      .from("phone_numbers")
      .select("number")
      .eq("is_active", true);
    expect(new Set(active?.map(({ number }) => number))).toEqual(
      new Set(account.phoneNumbers().active.map(({ number }) => number)),
    );

    const { data: streams } = await a.owner.client
      .from("sync_streams")
      .select("stream, last_success_at, error_code");
    expect(streams).toHaveLength(4);
    for (const stream of streams ?? [])
      expect(stream).toMatchObject({ last_success_at: expect.any(String), error_code: null });
    const { data: job } = await a.owner.client.from("sync_jobs").select("*").eq("stream", "calls").single();
    expect(job).toMatchObject({ status: "succeeded", rows_inserted: 2500, rows_updated: 0, attempt: 0 });
  });

  it("shows nothing of A to B, nor of B to A, in any table", async () => {
    const account = stack.simulator.accounts.get(accountB.name);
    expect(await countOf(b.owner, "calls")).toBe(account.calls().length);
    expect(await countOf(a.owner, "calls")).toBe(2500);
    for (const table of [
      "calls",
      "sms_messages",
      "phone_numbers",
      "recordings",
      "sync_jobs",
      "sync_streams",
      "integrations",
    ] as const) {
      const { data } = await b.owner.client.from(table).select("org_id");
      expect(data?.length, `B has rows of its own in ${table}`).toBeGreaterThan(0);
      expect(
        data?.filter((row) => row.org_id !== b.id),
        `B sees foreign rows of ${table}`,
      ).toEqual([]);
    }
  });
});

describe("a second sync", () => {
  it("inserts nothing and changes nothing", async () => {
    await makeDue(stack, a.id);
    await stack.sql`update public.sync_streams set watermark = null, earliest = null where org_id = ${a.id}`;
    const before =
      await stack.sql`select md5(string_agg(c::text || c.xmin::text, ',' order by c.id)) from public.calls c where org_id = ${a.id}`;
    await stack.cron.runAll();
    await finishSyncs(stack);
    const { data: job } = await a.owner.client
      .from("sync_jobs")
      .select("*")
      .eq("stream", "calls")
      .order("created_at", { ascending: false })
      .limit(1)
      .single();
    expect(job).toMatchObject({ status: "succeeded", rows_inserted: 0, rows_updated: 0 });
    expect(job?.rows_unchanged).toBeGreaterThanOrEqual(2500);
    const after =
      await stack.sql`select md5(string_agg(c::text || c.xmin::text, ',' order by c.id)) from public.calls c where org_id = ${a.id}`;
    expect(after).toEqual(before);
  });
});

describe("an agent", () => {
  it("sees nothing before a number is assigned, then that number's calls only, and nothing after removal", async () => {
    const agent = await addMember(stack, a.id, "Ann Agent", "agent");
    for (const table of ["calls", "sms_messages", "phone_numbers", "recordings"] as const) {
      expect(await countOf(agent, table), `agent without numbers sees rows of ${table}`).toBe(0);
    }
    const [busiest] = await stack.sql`
      select phone_number_id as id, count(*)::int as calls from public.calls
      where org_id = ${a.id} and phone_number_id is not null group by 1 order by 2 desc limit 1`;
    const assignment = { org_id: a.id, user_id: agent.id, phone_number_id: busiest?.id };
    const { error } = await a.owner.client.from("number_assignments").insert(assignment);
    expect(error).toBeNull();
    expect(await countOf(agent, "calls")).toBe(busiest?.calls);
    expect(await countOf(agent, "phone_numbers")).toBe(1);
    const { data } = await agent.client.from("calls").select("phone_number_id").limit(1000);
    expect(new Set(data?.map((row) => row.phone_number_id))).toEqual(new Set([busiest?.id]));

    await a.owner.client.from("memberships").delete().eq("user_id", agent.id);
    expect(await countOf(agent, "calls"), "removal bites at once").toBe(0);
  });

  it("can't assign itself a number, nor a number of another org", async () => {
    const agent = await addMember(stack, a.id, "Greedy Agent", "agent");
    const [mine] = await stack.sql`select id from public.phone_numbers where org_id = ${a.id} limit 1`;
    const [foreign] = await stack.sql`select id from public.phone_numbers where org_id = ${b.id} limit 1`;
    for (const [organizationId, number] of [
      [a.id, mine],
      [a.id, foreign],
      [b.id, foreign],
    ] as const) {
      const { error } = await agent.client
        .from("number_assignments")
        .insert({ org_id: organizationId, user_id: agent.id, phone_number_id: number?.id });
      expect(error?.code).toBe("42501");
    }
    expect(await countOf(agent, "calls")).toBe(0);
  });
});

describe("the Sync button", () => {
  const ask = (person: Person) =>
    person.client.rpc("request_sync", { integration_id: integrationId, stream: "phone_numbers" });

  it("runs a stream at once, refuses a second live job, and asks for patience after the first", async () => {
    await stack.sql`update public.sync_jobs set created_at = created_at - interval '1 hour' where org_id = ${a.id}`;
    const hold = stack.simulator.faults.add({ kind: "slow", milliseconds: 1500, account: accountA.name });
    const first = await ask(a.owner);
    expect(first.data).toMatchObject({ trigger: "manual", status: "queued", requested_by: a.owner.id });
    const second = await ask(a.owner);
    expect([second.status, second.error?.message]).toEqual([
      409,
      "A sync of phone numbers is already running.",
    ]);
    stack.simulator.faults.remove(hold);
    await finishSyncs(stack);
    const third = await ask(a.owner);
    expect(third.status).toBe(429);
    expect(third.error?.hint).toMatch(/^Try again in \d+ seconds\.$/);
  });

  it("is not for agents, outsiders and people of other orgs", async () => {
    const agent = await addMember(stack, a.id, "Button Agent", "agent");
    const outsider = await createPerson(stack, "Button Outsider");
    expect((await ask(agent)).status).toBe(403);
    expect((await ask(outsider)).status).toBe(404);
    expect((await ask(b.owner)).status).toBe(404);
  });
});

describe("the clock", () => {
  it("opens the worker with its own key only", async () => {
    const attempts: Record<string, string>[] = [
      { apikey: stack.publishableKey },
      { apikey: stack.secretKeys.default },
      { apikey: stack.publishableKey, authorization: `Bearer ${stack.secretKeys.cron}` },
    ];
    for (const headers of attempts) {
      const response = await fetch(`${stack.apiUrl}/functions/v1/sync`, { method: "POST", headers });
      await response.body?.cancel();
      expect(response.status).toBe(401);
    }
  });

  it("sends no HTTP at all while nothing is due", async () => {
    await finishSyncs(stack);
    await stack.sql`update public.sync_streams set next_run_at = now() + interval '1 day'`;
    const [before] = await stack.sql`select coalesce(max(id), 0)::int as id from net._http_response`;
    for (let minute = 0; minute < 10; minute += 1) await stack.cron.runAll();
    await stack.http.idle();
    const after = await stack.sql`select from net._http_response where id > ${before?.id}`;
    expect(after).toHaveLength(0);
    expect(await stack.sql`select from net.http_request_queue`).toHaveLength(0);
  });
});
