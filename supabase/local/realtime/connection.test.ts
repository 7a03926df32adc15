import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, startStack } from "../stack.ts";
import {
  addMember,
  addOrganization,
  announce,
  eventually,
  openSocket,
  publishableKey,
  refusedStatus,
  sign,
  startRealtime,
} from "./realtime-fixture.ts";

let database: Database;
let realtime: Awaited<ReturnType<typeof startRealtime>>;
let organization: string;
let topic: string;
let join: { access_token: string; config: object };

beforeAll(async () => {
  database = await startStack({ ephemeral: true, parts: "database" });
  realtime = await startRealtime(database.adminUrl);
  organization = await addOrganization(database.sql);
  topic = `realtime:org:${organization}`;
  const token = await sign({ sub: await addMember(database.sql, organization, "agent") });
  join = { access_token: token, config: { private: true } };
}, 120_000);
afterAll(async () => {
  await realtime.close();
  await database.stop();
});

const events = (received: unknown[][]) => received.map(([joinRef, , , event]) => `${joinRef} ${event}`);

describe("a connection is refused", () => {
  test.each([
    ["without an API key", "vsn=2.0.0", 401],
    ["with an empty API key", "apikey=&vsn=2.0.0", 401],
    ["with an API key that is not known", "apikey=sb_publishable_other&vsn=2.0.0", 401],
    ["in a version of the protocol that is not known", `apikey=${publishableKey}&vsn=3.0.0`, 400],
  ])("%s", async (_, query, status) => {
    expect(await refusedStatus(`${realtime.webSocketUrl}?${query}`)).toBe(status);
  });
});

describe("a connection ends", () => {
  test("when it sends what is no message", async () => {
    const { socket, closed } = await openSocket(realtime.webSocketUrl);
    socket.send("{");
    expect(await closed).toBe(1007);
  });

  test("when it sends more than 64 KB at once", async () => {
    const { socket, closed } = await openSocket(realtime.webSocketUrl);
    socket.send("x".repeat(64 * 1024 + 1));
    expect(await closed).toBe(1009);
  });

  test("when nothing arrives for the heartbeat's time, while one with a heartbeat stays", async () => {
    const impatient = await startRealtime(database.adminUrl, { heartbeatTimeoutMs: 1_000 });
    try {
      const [silent, alive] = [
        await openSocket(impatient.webSocketUrl),
        await openSocket(impatient.webSocketUrl),
      ];
      const heartbeat = setInterval(() => alive.send(null, "phoenix", "heartbeat"), 100);
      expect(await silent.closed).toBe(1006);
      expect((await alive.send(null, "phoenix", "heartbeat")).status).toBe("ok");
      clearInterval(heartbeat);
      expect(await alive.closed).toBe(1006);
    } finally {
      await impatient.close();
    }
  });

  test("when the server does, with all its channels", async () => {
    const stopping = await startRealtime(database.adminUrl);
    const connection = await openSocket(stopping.webSocketUrl);
    await connection.send("1", topic, "phx_join", join);
    await stopping.close();
    expect(await connection.closed).toBe(1006);
    const listeners = () => database.sql`
      select from pg_stat_activity where application_name = 'realtime' and query ilike 'listen%'`;
    await expect.poll(async () => (await listeners()).length, eventually).toBe(1);
  });
});

describe("a channel", () => {
  test("is one of a hundred at most, and leaving one makes room", async () => {
    const { send, socket } = await openSocket(realtime.webSocketUrl);
    await database.sql`create policy everything on realtime.messages for select to authenticated using (true)`;
    try {
      const replies = await Promise.all(
        Array.from({ length: 101 }, (_, index) => send(String(index), `realtime:${index}`, "phx_join", join)),
      );
      expect(replies.filter(({ status }) => status === "ok")).toHaveLength(100);
      expect(replies.at(-1)?.response.reason).toBe("ChannelRateLimitReached: Too many channels");
      await send("0", "realtime:0", "phx_leave");
      expect((await send("101", "realtime:101", "phx_join", join)).status).toBe("ok");
    } finally {
      await database.sql`drop policy everything on realtime.messages`;
      socket.close();
    }
  });

  test("that is joined again replaces the former, whose late messages change nothing", async () => {
    const { send, received, socket } = await openSocket(realtime.webSocketUrl);
    await send("1", topic, "phx_join", join);
    await send("2", topic, "phx_join", join);
    await send("1", topic, "phx_leave");
    await announce(database.sql, organization, { text: "once" });
    await expect
      .poll(() => events(received), eventually)
      .toEqual(["1 phx_reply", "1 phx_close", "2 phx_reply", "1 phx_reply", "2 broadcast"]);
    socket.close();
  });

  test("that is left before its join was answered stays left", async () => {
    const { send, received, socket } = await openSocket(realtime.webSocketUrl);
    await Promise.all([send("1", topic, "phx_join", join), send("1", topic, "phx_leave")]);
    await announce(database.sql, organization, { text: "unheard" });
    await send(null, "phoenix", "heartbeat");
    expect(events(received)).toEqual(["1 phx_reply", "1 phx_reply", "1 phx_close", "null phx_reply"]);
    socket.close();
  });

  test.each(["broadcast", "access_token", "presence"])("has to be joined before %s", async (event) => {
    const { send, socket } = await openSocket(realtime.webSocketUrl);
    expect(await send("1", topic, event, join)).toEqual({
      status: "error",
      response: { reason: "unmatched topic" },
    });
    socket.close();
  });

  test.each([
    ["database changes", { private: true, postgres_changes: [{ event: "*", schema: "public" }] }],
    ["presence", { private: true, presence: { enabled: true } }],
    ["replay", { private: true, broadcast: { replay: { since: 0 } } }],
  ])("is refused rather than joined without the %s that it asks for", async (_, config) => {
    const { send, socket } = await openSocket(realtime.webSocketUrl);
    expect((await send("1", topic, "phx_join", { ...join, config })).response.reason).toMatch(
      /^Unsupported: /,
    );
    socket.close();
  });

  test.each([
    ["a token that is no text", { access_token: 1 }],
    ["a configuration that is no object", { config: "private" }],
    ["a flag that is no boolean", { config: { private: "yes" } }],
  ])("is refused for %s", async (_, change) => {
    const { send, socket } = await openSocket(realtime.webSocketUrl);
    expect((await send("1", topic, "phx_join", { ...join, ...change })).response.reason).toMatch(
      /^InvalidJoinPayload: /,
    );
    socket.close();
  });

  test("is refused without details when a policy fails, and the operator is told", async () => {
    const problems: string[] = [];
    const watched = await startRealtime(database.adminUrl, {
      onProblem: (message) => problems.push(message),
    });
    await database.sql`
      create policy failing on realtime.messages as restrictive for select to authenticated using (1 / (random() * 0)::int = 1)`;
    try {
      const { send } = await openSocket(watched.webSocketUrl);
      expect(await send("1", topic, "phx_join", join)).toEqual({
        status: "error",
        response: { reason: "Realtime was unable to ask the project database" },
      });
      expect(problems).toEqual(["Realtime: division by zero"]);
    } finally {
      await database.sql`drop policy failing on realtime.messages`;
      await watched.close();
    }
  });
});

test("messages older than the platform keeps are deleted at the start", async () => {
  await database.sql`
    insert into realtime.messages (topic, extension, event, inserted_at) values
      ('old', 'broadcast', 'pruning', now() - interval '73 hours'),
      ('recent', 'broadcast', 'pruning', now() - interval '71 hours')`;
  await (await startRealtime(database.adminUrl)).close();
  const rows = await database.sql`select topic from realtime.messages where event = 'pruning'`;
  expect(rows).toEqual([{ topic: "recent" }]);
});

test("a server whose database can't be reached does not start", async () => {
  await expect(startRealtime("postgresql://postgres@127.0.0.1:1/postgres")).rejects.toThrow("ECONNREFUSED");
});
