import { App, type ResolvedKey } from "@supabase/lite";
import type { ProjectConfig } from "../config.ts";
import type { PostgresServer } from "../postgres/server.ts";
import type { Caller } from "./caller.ts";
import { rebuilt } from "./request.ts";
import { RestConnection } from "./rest-connection.ts";

export type RestService = {
  /** Answers a request under /rest/v1 in the caller's name. */
  handle: (request: Request, caller: Caller) => Promise<Response>;
  close: () => Promise<void>;
};

/**
 * The data API. The gateway has already identified the caller, so lite is told who it is and neither sees nor checks
 * a token; this spares it two queries a request.
 */
export async function createRestService(server: PostgresServer, config: ProjectConfig): Promise<RestService> {
  const connection = new RestConnection(server);
  const callers = new WeakMap<Request, Caller>();
  const app = new App({
    connection,
    api: { enabled: true, schemas: config.api.schemas, max_rows: config.api.max_rows },
    auth: { enabled: false },
    studio: { enabled: false },
    db: { migrations: { enabled: false } },
    options: {
      server: {
        admin: false,
        disableStudio: true,
        apiKeys: {
          resolver: async (_key, context): Promise<ResolvedKey | null> => {
            const caller = callers.get(context.req.raw);
            return caller === undefined ? null : { type: caller.apiKey.type, claims: caller.claims };
          },
        },
      },
    },
  });
  await app.init();
  await connection.watchSchema();
  return {
    handle: async (request, caller) => {
      const inner = withoutToken(request);
      callers.set(inner, caller);
      return app.fetch(inner, { peerAddress: null });
    },
    close: () => connection.close(),
  };
}

/** PostgREST does not show the token to the database's functions either. */
function withoutToken(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete("authorization");
  return rebuilt(request, { headers });
}
