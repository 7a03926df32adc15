import postgres, { type Sql } from "postgres";

type QueuedRequest = {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string> | null;
  body: Buffer | null;
  timeout_milliseconds: number;
};

export type HttpRunner = {
  /** Resolves when nothing is queued or under way. */
  idle: () => Promise<void>;
  stop: () => Promise<void>;
};

export type HttpOptions = {
  /** Connection string of the superuser. */
  adminUrl: string;
  /** Told when the runner itself, rather than a request, fails. */
  onProblem: (message: string) => void;
};

/**
 * Does what pg_net's background worker does: sends the requests of net.http_request_queue once their transaction has
 * committed, and keeps the answers in net._http_response. It sleeps until the database notifies it.
 */
export async function startHttpRunner({ adminUrl, onProblem }: HttpOptions): Promise<HttpRunner> {
  const sql = postgres(adminUrl, { max: 2, onnotice: () => {}, connection: { application_name: "pg_net" } });
  const underWay = new Set<Promise<void>>();
  const stopped = new AbortController();

  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work
      .catch((error: Error) => {
        if (!stopped.signal.aborted) onProblem(`Queued requests could not be sent: ${error.message}`);
      })
      .finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  };
  const drain = async () => {
    for (const request of await takeQueued(sql)) track(send(sql, request, stopped.signal));
  };
  await sql.listen("net_http_request", () => {
    track(drain());
  });
  await track(drain());
  return {
    idle: async () => {
      await track(drain());
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: async () => {
      stopped.abort();
      await Promise.all(underWay);
      await sql.end({ timeout: 1 });
    },
  };
}

async function takeQueued(sql: Sql): Promise<QueuedRequest[]> {
  const [installed] = await sql`select from pg_extension where extname = 'pg_net'`;
  if (installed === undefined) return [];
  return sql<QueuedRequest[]>`
    delete from net.http_request_queue returning id, method, url, headers, body, timeout_milliseconds`;
}

async function send(sql: Sql, request: QueuedRequest, stopped: AbortSignal): Promise<void> {
  const timeout = AbortSignal.timeout(request.timeout_milliseconds);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { "user-agent": "pg_net/0.20.0", ...request.headers },
      ...(request.body === null ? {} : { body: new Uint8Array(request.body) }),
      signal: AbortSignal.any([timeout, stopped]),
    });
    const content = await response.text();
    const headers = Object.fromEntries(response.headers);
    await sql`
      insert into net._http_response (id, status_code, content_type, headers, content, timed_out)
      values (${request.id}, ${response.status}, ${response.headers.get("content-type")}, ${sql.json(headers)},
        ${content}, false)`;
  } catch (error) {
    if (stopped.aborted) return;
    const message = timeout.aborted
      ? `Timeout of ${request.timeout_milliseconds} ms reached`
      : describe(error);
    await sql`
      insert into net._http_response (id, timed_out, error_msg)
      values (${request.id}, ${timeout.aborted}, ${message})`;
  }
}

/** Node's fetch says only "fetch failed"; the reason is in its cause. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
