import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  addMember,
  addOrganization,
  addPerson,
  announce,
  eventually,
  type Joined,
  type Listening,
  sign,
  startListening,
} from "./realtime-fixture.ts";

let listening: Listening;
/** Two orgs of each test's own, so that no message of one test reaches another. */
let ourOrganization: string;
let theirOrganization: string;
let ours: string;
let theirs: string;

beforeAll(async () => {
  listening = await startListening();
}, 120_000);
beforeEach(async () => {
  ourOrganization = await addOrganization(listening.sql);
  theirOrganization = await addOrganization(listening.sql);
  ours = `org:${ourOrganization}`;
  theirs = `org:${theirOrganization}`;
});
afterAll(() => listening.stop());

async function memberToken(role = "agent", claims = {}): Promise<string> {
  return sign({ sub: await addMember(listening.sql, ourOrganization, role), ...claims });
}

const say = (text: string, organization = ourOrganization) => announce(listening.sql, organization, { text });
const texts = (joined: Joined) => joined.heard.map(({ payload }) => payload.text);
const refusal = (topic: string) =>
  `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`;

describe("a member of an org", () => {
  test.each(["agent", "manager", "admin", "owner"])("hears the org's channel as %s", async (role) => {
    const joined = await listening.join(await memberToken(role), ours);
    expect(joined.outcome).toBe("SUBSCRIBED");
    await say("hello");
    await expect
      .poll(() => joined.heard, eventually)
      .toEqual([{ event: "sync", payload: { id: expect.any(String), text: "hello" } }]);
  });

  test.each(["1.0.0", "2.0.0"])("hears it over version %s of the protocol", async (vsn) => {
    const joined = await listening.join(await memberToken(), ours, { vsn });
    await say("hello");
    await expect.poll(() => texts(joined), eventually).toEqual(["hello"]);
  });

  test("hears nothing of another org, and can't join its channel", async () => {
    const token = await memberToken();
    const joined = await listening.join(token, ours);
    await say("theirs", theirOrganization);
    await say("ours");
    await expect.poll(() => texts(joined), eventually).toEqual(["ours"]);
    expect((await listening.join(token, theirs)).outcome).toBe(refusal(theirs));
  });

  test("hears of a sync that moves in the product's own tables", async () => {
    const joined = await listening.join(await memberToken(), ours);
    const [integration] = await listening.sql<{ id: string }[]>`
      insert into public.integrations (org_id, account_type)
      values (${ourOrganization}, 'classic') returning id`;
    await listening.sql`
      insert into public.sync_jobs (org_id, integration_id, stream, trigger)
      values (${ourOrganization}, ${String(integration?.id)}, 'calls', 'manual')`;
    await expect
      .poll(() => joined.heard, eventually)
      .toEqual([
        {
          event: "sync",
          payload: expect.objectContaining({ integration_id: integration?.id, status: "queued" }),
        },
      ]);
  });

  test("no longer hears a channel after leaving it", async () => {
    const token = await memberToken();
    const [left, stayed] = [await listening.join(token, ours), await listening.join(token, ours)];
    expect(await left.channel.unsubscribe()).toBe("ok");
    await say("after");
    await expect.poll(() => texts(stayed), eventually).toEqual(["after"]);
    expect(left.heard).toEqual([]);
  });

  test("is refused at the next join once removed", async () => {
    const person = await addMember(listening.sql, ourOrganization, "agent");
    const token = await sign({ sub: person });
    expect((await listening.join(token, ours)).outcome).toBe("SUBSCRIBED");
    await listening.sql`delete from public.memberships where user_id = ${person}`;
    expect((await listening.join(token, ours)).outcome).toBe(refusal(ours));
  });

  test("loses the channel with the next token once removed", async () => {
    const person = await addMember(listening.sql, ourOrganization, "agent");
    const joined = await listening.join(await sign({ sub: person }), ours);
    const witness = await listening.join(await memberToken(), ours);
    await listening.sql`delete from public.memberships where user_id = ${person}`;
    await joined.client.realtime.setAuth(await sign({ sub: person, jti: "renewed" }));
    await expect.poll(() => joined.later, eventually).toEqual(["CLOSED"]);
    expect(joined.system.map(({ message }) => message)).toEqual([refusal(ours)]);
    await say("after");
    await expect.poll(() => texts(witness), eventually).toEqual(["after"]);
    expect(joined.heard).toEqual([]);
  });
});

describe("a message", () => {
  test("arrives once its transaction has committed, and not before", async () => {
    const joined = await listening.join(await memberToken(), ours);
    await listening.sql.begin(async (transaction) => {
      await transaction`select realtime.send('{"text": "late"}', 'sync', ${ours}, true)`;
      await say("meanwhile");
      await expect.poll(() => texts(joined), eventually).toEqual(["meanwhile"]);
    });
    await expect.poll(() => texts(joined), eventually).toEqual(["meanwhile", "late"]);
  });

  test("of a transaction that is rolled back never arrives", async () => {
    const joined = await listening.join(await memberToken(), ours);
    const rolledBack = listening.sql.begin(async (transaction) => {
      await transaction`select realtime.send('{"text": "never"}', 'sync', ${ours}, true)`;
      throw new Error("rolled back");
    });
    await expect(rolledBack).rejects.toThrow("rolled back");
    await say("after");
    await expect.poll(() => texts(joined), eventually).toEqual(["after"]);
  });

  test("may be larger than a notification of the database", async () => {
    const joined = await listening.join(await memberToken(), ours);
    const text = "x".repeat(100_000);
    await say(text);
    await expect.poll(() => texts(joined), eventually).toEqual([text]);
  });

  test("keeps its place among many", async () => {
    const joined = await listening.join(await memberToken(), ours);
    const expected = Array.from({ length: 300 }, (_, index) => String(index));
    await listening.sql`
      select realtime.send(jsonb_build_object('text', n::text), 'sync', ${ours}, true)
      from generate_series(0, 299) n`;
    await expect.poll(() => texts(joined), eventually).toEqual(expected);
  });

  test("marked public reaches no private channel", async () => {
    const joined = await listening.join(await memberToken(), ours);
    await listening.sql`select realtime.send('{"text": "public"}', 'sync', ${ours}, false)`;
    await say("private");
    await expect.poll(() => texts(joined), eventually).toEqual(["private"]);
  });
});

describe("refused is", () => {
  test("an outsider", async () => {
    const token = await sign({ sub: await addPerson(listening.sql) });
    expect((await listening.join(token, ours)).outcome).toBe(refusal(ours));
  });

  test("a client without a token", async () => {
    expect((await listening.join(undefined, ours)).outcome).toBe(refusal(ours));
  });

  test("a channel that is not private", async () => {
    const joined = await listening.join(await memberToken(), ours, { isPrivate: false });
    const witness = await listening.join(await memberToken(), ours);
    expect(joined.outcome).toBe("PrivateOnly: This project only allows private channels");
    await say("private");
    await expect.poll(() => texts(witness), eventually).toEqual(["private"]);
    expect(joined.heard).toEqual([]);
  });

  test.each([
    ["forged", { key: new TextEncoder().encode("another secret, of somebody else altogether") }],
    ["expired", { claims: { exp: 1_700_000_000 } }],
    ["for a role that is no API role", { claims: { role: "supabase_admin" } }],
    ["without an expiry", { claims: { exp: undefined } }],
  ])("a token that is %s", async (_, { claims, key }: { claims?: object; key?: Uint8Array }) => {
    const sub = await addMember(listening.sql, ourOrganization, "owner");
    const joined = await listening.join(await sign({ sub, ...claims }, key), ours);
    expect(joined.outcome).toMatch(/^InvalidJWTToken: /);
  });

  test.each([
    ["a prefix", () => "org:"],
    ["a pattern", () => "org:%"],
    ["in another case", () => ours.toUpperCase()],
    ["surrounded by spaces", () => ` ${ours} `],
    ["longer", () => `${ours}:more`],
    ["two at once", () => `${ours},${theirs}`],
    ["SQL", () => `${ours}' or true --`],
  ])("a topic that is %s", async (_, topic) => {
    expect((await listening.join(await memberToken("owner"), topic())).outcome).toBe(refusal(topic()));
  });

  test.each([
    ["empty", () => ""],
    ["cut by a zero byte", () => `${ours}\0`],
  ])("a topic that is %s", async (_, topic) => {
    expect((await listening.join(await memberToken("owner"), topic())).outcome).toBe("unmatched topic");
  });

  test("a claim that somebody is a member in data that they can write themselves", async () => {
    const sub = await addPerson(listening.sql);
    const metadata = { org_id: ourOrganization, role: "owner", is_platform_admin: true };
    const token = await sign({ sub, user_metadata: metadata, org_ids: [ourOrganization] });
    expect((await listening.join(token, ours)).outcome).toBe(refusal(ours));
  });
});

describe("a token", () => {
  test("that expires closes the channel and says why", async () => {
    const soon = Math.floor(Date.now() / 1000) + 3;
    const joined = await listening.join(await memberToken("agent", { exp: soon }), ours);
    expect(joined.outcome).toBe("SUBSCRIBED");
    await expect.poll(() => joined.later, eventually).toEqual(["CLOSED"]);
    expect(joined.system.map(({ message }) => message)).toEqual(["Token has expired"]);
  });

  test("that is renewed in time keeps it open", async () => {
    const person = await addMember(listening.sql, ourOrganization, "agent");
    const soon = Math.floor(Date.now() / 1000) + 3;
    const joined = await listening.join(await sign({ sub: person, exp: soon }), ours);
    await joined.client.realtime.setAuth(await sign({ sub: person }));
    await expect.poll(() => Date.now(), eventually).toBeGreaterThan(soon * 1000 + 200);
    await say("still here");
    await expect.poll(() => texts(joined), eventually).toEqual(["still here"]);
    expect(joined.later).toEqual([]);
  });

  test("that expires before the one it renews closes the channel when it expires", async () => {
    const person = await addMember(listening.sql, ourOrganization, "agent");
    const joined = await listening.join(await sign({ sub: person }), ours);
    await joined.client.realtime.setAuth(await sign({ sub: person, exp: Math.floor(Date.now() / 1000) + 3 }));
    await expect.poll(() => joined.later, eventually).toEqual(["CLOSED"]);
  });

  test("that is forged closes the channel when it is sent as a renewal", async () => {
    const joined = await listening.join(await memberToken(), ours);
    await joined.client.realtime.setAuth("not.a.token");
    await expect.poll(() => joined.later, eventually).toEqual(["CLOSED"]);
  });
});

describe("a client's own broadcast", () => {
  const send = (joined: Joined) =>
    joined.channel.send({ type: "broadcast", event: "chat", payload: { text: "from a client" } });

  test.each(["1.0.0", "2.0.0"])("is refused: nobody but the database sends (version %s)", async (vsn) => {
    const listener = await listening.join(await memberToken(), ours);
    const sender = await listening.join(await memberToken("owner"), ours, { vsn, ack: true });
    expect(await send(sender)).toBe("error");
    await say("from the database");
    await expect.poll(() => texts(listener), eventually).toEqual(["from the database"]);
  });

  test("reaches the others where an insert policy allows it", async () => {
    await listening.sql`create policy sending on realtime.messages for insert to authenticated with check (true)`;
    try {
      const listener = await listening.join(await memberToken(), ours);
      const sender = await listening.join(await memberToken(), ours, { ack: true });
      expect(await send(sender)).toBe("ok");
      await expect
        .poll(() => listener.heard, eventually)
        .toEqual([{ event: "chat", payload: { text: "from a client" } }]);
      expect(sender.heard).toEqual([]);
    } finally {
      await listening.sql`drop policy sending on realtime.messages`;
    }
  });
});

test("nothing that is asked of the server leaves a row behind or a problem", async () => {
  const [rows] =
    await listening.sql`select count(*)::int as probes from realtime.messages where event is null`;
  expect(rows).toEqual({ probes: 0 });
  expect(listening.problems).toEqual([]);
});
