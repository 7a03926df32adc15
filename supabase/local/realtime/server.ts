import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import * as v from "valibot";
import { WebSocketServer } from "ws";
import type { VerifyToken } from "./caller.ts";
import { serveConnection } from "./connection.ts";
import { connect, followBroadcasts, prepare } from "./database.ts";
import { protocolVersion } from "./frame.ts";
import { Subscriptions } from "./subscriptions.ts";

const maxFrameBytes = 64 * 1024;

export type RealtimeOptions = {
  /** Connection string of the superuser, as which the platform's own server works. */
  databaseUrl: string;
  verifyToken: VerifyToken;
  isKnownKey: (apiKey: string) => boolean;
  /** Told in one line when something breaks later on. */
  onProblem?: (message: string) => void;
  /** 60 seconds unless given. */
  heartbeatTimeoutMs?: number;
};

export type RealtimeServer = {
  /** For the `upgrade` events of an HTTP server on the path /realtime/v1/websocket. */
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Ends every connection. */
  close: () => Promise<void>;
};

/**
 * Serves Supabase Realtime's broadcasts on private channels: who may hear a topic is decided by the policies of
 * realtime.messages, and what realtime.send() writes there is heard once it has been committed.
 */
export async function createRealtimeServer(options: RealtimeOptions): Promise<RealtimeServer> {
  const { verifyToken, isKnownKey, onProblem = () => {}, heartbeatTimeoutMs = 60_000 } = options;
  const sql = connect(options.databaseUrl);
  const subscriptions = new Subscriptions();
  const connections = new Set<Promise<void>>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
  });
  let closing = false;

  const onError = (error: unknown) => {
    if (!closing) onProblem(`Realtime: ${error instanceof Error ? error.message : String(error)}`);
  };
  const services = { sql, verifyToken, subscriptions, onError, heartbeatTimeoutMs };
  try {
    await prepare(sql);
    await followBroadcasts({
      sql,
      onBroadcast: (topic, broadcast) => subscriptions.deliver(topic, broadcast),
      onError,
    });
  } catch (error) {
    await sql.end({ timeout: 5 });
    throw error;
  }

  return {
    handleUpgrade: (request, socket, head) => {
      const parameters = new URLSearchParams(request.url?.split("?")[1]);
      const apiKey = parameters.get("apikey");
      const version = v.safeParse(protocolVersion, parameters.get("vsn") ?? "1.0.0");
      if (closing) return refuse(socket, "503 Service Unavailable", "Realtime is stopping");
      if (apiKey === null || !isKnownKey(apiKey)) {
        return refuse(socket, "401 Unauthorized", "No valid API key found in request");
      }
      if (!version.success) return refuse(socket, "400 Bad Request", "The protocol's version is not known");
      sockets.handleUpgrade(request, socket, head, (client) => {
        const connection = serveConnection({ ...services, socket: client, version: version.output });
        connections.add(connection);
        connection.finally(() => connections.delete(connection));
      });
    },
    close: async () => {
      closing = true;
      for (const client of sockets.clients) client.terminate();
      await Promise.all(connections);
      await sql.end({ timeout: 5 });
    },
  };
}

function refuse(socket: Duplex, status: string, error: string): void {
  const body = JSON.stringify({ error });
  socket.on("error", () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
