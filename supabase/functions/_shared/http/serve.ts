import { createSupabaseContext, type SupabaseContext, type WithSupabaseConfig } from "@supabase/server";
import { corsHeaders } from "@supabase/supabase-js/cors";
import { createWorkerDatabase, type WorkerDatabase } from "../database/worker-database.ts";
import { createLogger, type Logger } from "./log.ts";
import { Problem, problemResponse, toProblem } from "./problem.ts";

export type Call = {
  readonly request: Request;
  readonly supabase: SupabaseContext;
  readonly database: WorkerDatabase;
  readonly logger: Logger;
};

export type ServeOptions = {
  readonly name: string;
  readonly auth: NonNullable<WithSupabaseConfig["auth"]>;
  readonly methods: readonly string[];
};

/**
 * A function's outermost layer: CORS, who is calling (by verified token or named key), one shape of errors, and one log
 * line for what went wrong. Nothing runs before the caller is known.
 */
export function createHandler(
  options: ServeOptions,
  handle: (call: Call) => Promise<Response>,
): (request: Request) => Promise<Response> {
  const logger = createLogger({ fields: { function: options.name } });

  async function answer(request: Request): Promise<Response> {
    if (!options.methods.includes(request.method)) {
      throw new Problem(405, "method_not_allowed", `Use ${options.methods.join(" or ")}.`);
    }
    const { data: supabase, error } = await createSupabaseContext(request, { auth: options.auth });
    if (error !== null) {
      if (error.status !== 401) throw error;
      throw new Problem(401, "unauthenticated", "Your session has ended or was never started.", {
        hint: "Sign in again.",
      });
    }
    return await handle({
      request,
      supabase,
      database: createWorkerDatabase(supabase.supabaseAdmin),
      logger,
    });
  }

  return async (request) => {
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: corsHeaders });
    let response: Response;
    try {
      response = await answer(request);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500) logger.log("error", "request_failed", { status: problem.status, error });
      response = problemResponse(problem);
    }
    for (const [name, value] of Object.entries(corsHeaders)) response.headers.set(name, value);
    return response;
  };
}
