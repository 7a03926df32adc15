import { Problem } from "../http/problem.ts";

type RpcError = {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | null;
  readonly details?: string | null;
};

/** The part of a Supabase admin client that is needed here. */
export type AdminClient = {
  schema(name: "worker"): {
    rpc(
      name: string,
      args: Record<string, unknown>,
    ): PromiseLike<{ readonly data: unknown; readonly error: RpcError | null }>;
  };
};

/** The worker schema: all that a function may do in the database. */
export type WorkerDatabase = {
  /** Calls worker.<name>. @throws Problem for what the SQL refused on purpose; DatabaseError for everything else. */
  call(name: string, args?: Record<string, unknown>): Promise<unknown>;
};

/** The database could not do its work. Its own words stay in the cause, for the log. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: string;

  constructor(functionName: string, error: RpcError) {
    super(`worker.${functionName} failed: ${error.message}`);
    this.code = error.code;
  }
}

const PROBLEM_CODES: Readonly<Record<number, string>> = {
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  429: "too_many_requests",
};

/** Wraps the service-role client. SQL raises PT<status> for refusals that are meant for people (PostgREST's convention). */
export function createWorkerDatabase(admin: AdminClient): WorkerDatabase {
  return {
    async call(name, args = {}) {
      const { data, error } = await admin.schema("worker").rpc(name, args);
      if (error === null) return data;
      const status = Number(/^PT(\d{3})$/.exec(error.code)?.[1]);
      const code = PROBLEM_CODES[status];
      if (code === undefined) throw new DatabaseError(name, error);
      throw new Problem(status, code, error.message, {
        hint: error.hint ?? undefined,
        retry_after_seconds: status === 429 ? secondsIn(error.details) : undefined,
      });
    },
  };
}

function secondsIn(details: string | null | undefined): number | undefined {
  const seconds = Number(details || Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}
