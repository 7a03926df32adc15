import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import type { ProjectConfig } from "../config.ts";
import type { StackKeys } from "../keys.ts";
import type { PostgresServer } from "../postgres/server.ts";
import { createAuthService } from "./auth.ts";
import { limitBody } from "./body-limit.ts";
import { identifyCaller } from "./caller.ts";
import { type FunctionAddress, forwardToFunction } from "./functions.ts";
import { jsonResponse, notFound } from "./responses.ts";
import { createRestService } from "./rest.ts";

export type GatewayOptions = {
  port: number;
  server: PostgresServer;
  config: ProjectConfig;
  keys: StackKeys;
  siteUrl: string;
  smtpPort: number;
  functionAddress: FunctionAddress;
  /** Takes over the connections to /realtime/v1/websocket. */
  realtime: { handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void };
};

export type Gateway = { url: string; close: () => Promise<void> };

/** The one address that clients know: the data API, Auth, Realtime and the functions behind the paths of a hosted project. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { server, config, keys, port } = options;
  const url = `http://127.0.0.1:${port}`;
  const rest = await createRestService(server, config);
  const auth = await createAuthService({ ...options, apiUrl: url });

  const route = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/functions/v1/"))
      return forwardToFunction(request, keys, options.functionAddress);
    if (!pathname.startsWith("/auth/v1/") && !pathname.startsWith("/rest/v1/")) return notFound();
    if (request.method === "OPTIONS") return preflight(request);
    if (pathname.startsWith("/auth/v1/")) return readableByPages(await auth.handle(request));
    const caller = await identifyCaller(request, keys);
    return readableByPages(caller instanceof Response ? caller : await rest.handle(request, caller));
  };
  const listener = getRequestListener(
    async (request) => {
      const limited = limitBody(request);
      return limited instanceof Response ? limited : route(limited);
    },
    { overrideGlobalObjects: false, errorHandler: unexpected },
  );

  const http = createServer(listener);
  http.on("upgrade", (request, socket, head) => {
    const path = request.url?.split("?")[0];
    if (path === "/realtime/v1/websocket") options.realtime.handleUpgrade(request, socket, head);
    else socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
  });
  const close = async () => {
    http.closeAllConnections();
    await new Promise<void>((resolve) => http.close(() => resolve()));
    await Promise.all([rest.close(), auth.close()]);
  };
  try {
    await listen(http, port);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}

function unexpected(error: unknown): Response {
  console.error("gateway:", error);
  return jsonResponse(500, { message: "An unexpected error occurred" });
}

/** Pages of any origin may read answers: what they show, and not where they come from, is what opens the API. */
function readableByPages(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set("access-control-allow-origin", "*");
  headers.set("access-control-expose-headers", "content-range, content-location, preference-applied");
  return new Response(response.body, { status: response.status, headers });
}

/** A browser asks before it sends; that question carries no key. */
function preflight(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
      "access-control-allow-headers": request.headers.get("access-control-request-headers") ?? "*",
      "access-control-max-age": "3600",
    },
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
}
