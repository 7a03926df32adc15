import type { PostgrestError, PostgrestSingleResponse } from "@supabase/supabase-js";

export type ProblemKind = "offline" | "signed-out" | "forbidden" | "rejected" | "failed";

/** An error in words for the person who meets it: what happened (message) and what to do (hint). */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly hint: string | undefined;
  readonly code: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    kind: ProblemKind,
    message: string,
    extra: { hint?: string; code?: string; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: extra.cause });
    this.name = "Problem";
    this.kind = kind;
    this.hint = extra.hint;
    this.code = extra.code;
    this.retryAfterSeconds = extra.retryAfterSeconds;
  }
}

const policyRefusal = /row-level security|permission denied/;
const signedOutCodes = new Set(["PGRST301", "PGRST302", "PGRST303"]);

/** How long to wait, from words such as "Try again in 42 seconds." */
function secondsIn(hint: string | null | undefined): number | undefined {
  const seconds = hint?.match(/(\d+) second/)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

/** Turns PostgREST's answer into words. Messages raised by our own functions are written for people and pass through. */
export function problemFromDatabase(error: PostgrestError, status: number): Problem {
  const extra = { code: error.code, cause: error };
  if (status === 0 || /fetch|network/i.test(error.message)) return unreachable(error);
  if (status === 401 || signedOutCodes.has(error.code)) {
    return new Problem("signed-out", "Your session has ended.", { ...extra, hint: "Sign in again." });
  }
  if (policyRefusal.test(error.message)) {
    const hint = "Ask an administrator of your organization for access.";
    return new Problem("forbidden", "You don't have permission to do this.", { ...extra, hint });
  }
  if (status >= 500) {
    const hint = "Try again in a moment. If it keeps happening, tell your administrator.";
    return new Problem("failed", "The server could not answer this request.", { ...extra, hint });
  }
  const retryAfterSeconds = status === 429 ? secondsIn(error.hint) : undefined;
  return new Problem("rejected", error.message, {
    ...extra,
    ...(error.hint ? { hint: error.hint } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

export function unreachable(cause: unknown): Problem {
  const hint = "Check your connection and try again.";
  return new Problem("offline", "The server can't be reached.", { hint, cause });
}

/** The rows of an answer, or its error as a thrown Problem: no answer goes unchecked. */
export function take<Rows>(response: PostgrestSingleResponse<Rows>): Rows {
  if (response.error) throw problemFromDatabase(response.error, response.status);
  return response.data;
}

/** What to tell a person about anything that was thrown. */
export function describe(error: unknown): { message: string; hint: string | undefined } {
  if (error instanceof Problem) return { message: error.message, hint: error.hint };
  return { message: "Something went wrong on this page.", hint: "Try again, or reload the page." };
}
