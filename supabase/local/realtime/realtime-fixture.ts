import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient, type RealtimeChannel, type SupabaseClient } from "@supabase/supabase-js";
import { type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { Sql } from "postgres";
import { vi } from "vitest";
import { WebSocket } from "ws";
import { type Database, startStack } from "../stack.ts";
import { createRealtimeServer, type RealtimeOptions } from "./server.ts";

export const publishableKey = "sb_publishable_of_the_tests";
const secret = new TextEncoder().encode("the secret that signs the tokens of these tests");

/** Becomes true in milliseconds, but a busy machine may take its time. */
export const eventually = { timeout: 15_000 };

/** Signs as Auth does: for one hour, unless the claims say otherwise. */
export function sign(claims: JWTPayload, key: Uint8Array = secret): Promise<string> {
  const withDefaults = { role: "authenticated", exp: Math.floor(Date.now() / 1000) + 3600, ...claims };
  return new SignJWT(withDefaults).setProtectedHeader({ alg: "HS256" }).sign(key);
}

/** A Realtime server on a port of its own. */
export async function startRealtime(databaseUrl: string, options: Partial<RealtimeOptions> = {}) {
  const realtime = await createRealtimeServer({
    databaseUrl,
    verifyToken: (token) =>
      jwtVerify(token, secret).then(
        ({ payload }) => payload,
        () => null,
      ),
    isKnownKey: (key) => key === publishableKey,
    ...options,
  });
  const http = createServer();
  http.on("upgrade", realtime.handleUpgrade);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    webSocketUrl: `ws://127.0.0.1:${port}/realtime/v1/websocket`,
    close: async () => {
      await realtime.close();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

type Heard = { event: string; payload: { [key: string]: unknown } };
export type Joined = {
  channel: RealtimeChannel;
  client: SupabaseClient;
  /** The outcome of the first attempt: SUBSCRIBED, or the error's message. */
  outcome: string;
  /** Every status after that. */
  later: string[];
  heard: Heard[];
  system: { message: string }[];
};

/** A database, a server, and the means to listen with the real client. */
export async function startListening() {
  const database: Database = await startStack({ ephemeral: true, parts: "database" });
  const problems: string[] = [];
  const realtime = await startRealtime(database.adminUrl, { onProblem: (message) => problems.push(message) });
  const clients: SupabaseClient[] = [];

  const join = async (
    token: string | undefined,
    topic: string,
    options: { vsn?: string; isPrivate?: boolean; ack?: boolean } = {},
  ): Promise<Joined> => {
    const { vsn = "2.0.0", isPrivate = true, ack = false } = options;
    const client = createClient(realtime.url, publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { vsn, reconnectAfterMs: () => 3_600_000 },
    });
    clients.push(client);
    await client.realtime.setAuth(token ?? null);
    const channel = client.channel(topic, { config: { private: isPrivate, broadcast: { ack } } });
    const joined: Joined = { channel, client, outcome: "", later: [], heard: [], system: [] };
    channel.on("broadcast", { event: "*" }, ({ event, payload }) => {
      joined.heard.push({ event, payload });
    });
    channel.on("system", {}, (message) => {
      joined.system.push(message);
    });
    await new Promise<void>((resolve) => {
      channel.subscribe((status, error) => {
        if (joined.outcome !== "") joined.later.push(status);
        else joined.outcome = error?.message ?? status;
        resolve();
      });
    });
    return joined;
  };

  return {
    sql: database.sql,
    problems,
    join,
    stop: async () => {
      await Promise.all(clients.map((client) => client.removeAllChannels()));
      await realtime.close();
      await database.stop();
    },
  };
}

/** The reply to one frame: its status and what came with it. */
export type Reply = { status: string; response: { reason?: string } };

/** A connection without the real client, for what that client never does. Speaks version 2.0.0. */
export async function openSocket(webSocketUrl: string) {
  const socket = new WebSocket(`${webSocketUrl}?apikey=${publishableKey}&vsn=2.0.0`);
  const received: unknown[][] = [];
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  socket.on("message", (data) => {
    received.push(JSON.parse(String(data)));
  });
  await new Promise((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });
  let lastReference = 0;
  return {
    socket,
    received,
    /** Resolves to the code with which the server closed the connection. */
    closed,
    send: (joinRef: string | null, topic: string, event: string, payload: object = {}): Promise<Reply> => {
      lastReference += 1;
      const ref = String(lastReference);
      socket.send(JSON.stringify([joinRef, ref, topic, event, payload]));
      return vi.waitUntil(
        () => received.find((frame) => frame[1] === ref && frame[3] === "phx_reply")?.[4] as Reply,
        eventually,
      );
    },
  };
}

/** The status with which a WebSocket is refused. */
export function refusedStatus(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.on("unexpected-response", (_, response) => resolve(response.statusCode));
    socket.on("open", () => reject(new Error("The connection was accepted.")));
    socket.on("error", reject);
  });
}

export type Listening = Awaited<ReturnType<typeof startListening>>;

export async function addOrganization(sql: Sql): Promise<string> {
  const id = randomUUID();
  await sql`insert into public.organizations (id, name, slug) values (${id}, 'Org', ${`org-${id}`})`;
  return id;
}

export async function addPerson(sql: Sql): Promise<string> {
  const id = randomUUID();
  await sql`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`;
  return id;
}

export async function addMember(sql: Sql, organization: string, role: string): Promise<string> {
  const person = await addPerson(sql);
  await sql`insert into public.memberships (org_id, user_id, role) values (${organization}, ${person}, ${role})`;
  return person;
}

/** What a trigger of the product does: a notice on an org's channel, sent when the transaction commits. */
export async function announce(
  sql: Sql,
  organization: string,
  notice: { [key: string]: string },
): Promise<void> {
  await sql`select realtime.send(${sql.json(notice)}, 'sync', ${`org:${organization}`}, true)`;
}
