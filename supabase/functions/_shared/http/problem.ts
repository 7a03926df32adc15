import { unreadableCredentials } from "../credentials/unreadable.ts";
import type { ProviderErrorCode } from "../provider/error-messages.ts";
import { ProviderError } from "../provider/provider-error.ts";

/** The one shape in which every function says that something did not work. */
type ProblemBody = {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly retry_after_seconds?: number;
  };
};

export type ProblemOptions = {
  hint?: string | undefined;
  retry_after_seconds?: number | undefined;
  cause?: unknown;
};

/** A refusal with an HTTP status, in words for the person who asked. Holds nothing secret. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;
  readonly hint: string | undefined;
  readonly retry_after_seconds: number | undefined;

  constructor(status: number, code: string, message: string, options: ProblemOptions = {}) {
    super(message, { cause: options.cause });
    this.status = status;
    this.code = code;
    this.hint = options.hint;
    this.retry_after_seconds = options.retry_after_seconds;
  }
}

// The provider's failures as seen by our caller: what they can mend is 422, what they can't is the gateway's.
const PROVIDER_STATUS: Readonly<Record<ProviderErrorCode, number>> = {
  invalid_credentials: 422,
  wrong_account_type: 422,
  plan_without_api: 422,
  access_denied: 422,
  rate_limited: 429,
  daily_limit: 429,
  provider_unavailable: 502,
  timeout: 504,
  connection_failed: 502,
  invalid_response: 502,
  request_rejected: 502,
  not_found: 404,
  total_mismatch: 502,
  recording_not_available: 404,
  recording_blocked: 502,
  recording_too_large: 502,
};

/** Any error as a problem. What nobody foresaw says nothing of itself but `internal_error`. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ProviderError) {
    const { code, message, hint, retry_after_seconds } = error;
    return new Problem(PROVIDER_STATUS[code], code, message, { hint, retry_after_seconds, cause: error });
  }
  const unreadable = unreadableCredentials(error);
  if (unreadable !== null) {
    const { code, hint } = unreadable;
    return new Problem(422, code, "The stored MightyCall keys can't be opened.", { hint, cause: error });
  }
  return new Problem(500, "internal_error", "Something went wrong on our side.", {
    hint: "Try again in a moment. If it lasts, tell support at what time it happened.",
    cause: error,
  });
}

/** The answer that tells the caller about an error: JSON, never cached, with Retry-After when there is a wait. */
export function problemResponse(error: unknown): Response {
  const problem = toProblem(error);
  const { code, message, hint, retry_after_seconds } = problem;
  const body: ProblemBody = {
    error: {
      code,
      message,
      ...(hint !== undefined && { hint }),
      ...(retry_after_seconds !== undefined && { retry_after_seconds }),
    },
  };
  const headers = new Headers({ "cache-control": "no-store" });
  if (retry_after_seconds !== undefined) headers.set("retry-after", String(retry_after_seconds));
  return Response.json(body, { status: problem.status, headers });
}
