import { ProviderError } from "../_shared/provider/provider-error.ts";
import { backoffSeconds } from "../_shared/sync/backoff.ts";

/** A wait that is no failure, with the words that people read meanwhile. */
export type Pause = { readonly wait_seconds: number; readonly error: ProviderError };

export type PauseFacts = {
  /** Tries in a row without progress, this one not counted. */
  readonly attempt: number;
  /** Whether the account's own count of requests is close to the day's limit. */
  readonly isNearlySpent: boolean;
  /** A job that leaves the schedule its share looks for new rows this often. */
  readonly most_seconds: number;
  readonly random: () => number;
};

const HOUR_SECONDS = 3600;
const MOST_SLOWDOWNS = 4;

/**
 * The pause that a limit of the provider asks for; null when the error is no limit.
 *
 * The provider does not say what its block at the end of the day looks like. It is taken for that block what says so; a
 * 429 or 403 when our own count is nearly at the limit; and a 429 without a wait that outlasted four pauses. The block
 * is tried again each hour, for the day is a rolling one.
 */
export function pauseFor(error: unknown, facts: PauseFacts): Pause | null {
  if (!(error instanceof ProviderError)) return null;
  const { attempt, isNearlySpent, most_seconds, random } = facts;
  const asked = error.retry_after_seconds;
  const isRefusal = error.code === "rate_limited" || error.code === "access_denied";
  const outlasts = error.code === "rate_limited" && asked === undefined && attempt >= MOST_SLOWDOWNS;
  if (error.code === "daily_limit" || (isRefusal && isNearlySpent) || outlasts) {
    const limit = error.code === "daily_limit" ? error : new ProviderError("daily_limit", { cause: error });
    return { wait_seconds: Math.min(asked ?? HOUR_SECONDS, HOUR_SECONDS, most_seconds), error: limit };
  }
  if (error.code !== "rate_limited") return null;
  const wait_seconds = backoffSeconds({ attempt: attempt + 1, retry_after_seconds: asked, random });
  return { wait_seconds, error };
}
