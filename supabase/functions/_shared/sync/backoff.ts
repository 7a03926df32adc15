export type BackoffOptions = {
  /** Failures in a row, from 1 on. */
  readonly attempt: number;
  /** A wait that the provider asked for. It is never shortened, not even by the cap. */
  readonly retry_after_seconds?: number | undefined;
  /** A number from 0 to below 1, such as Math.random. */
  readonly random: () => number;
  readonly base_seconds?: number;
  readonly cap_seconds?: number;
};

/**
 * Seconds to wait before the next try: exponential with full jitter, so that those who failed together do not come back
 * together. A wait asked for by the provider is the floor, and the jitter comes on top of it.
 */
export function backoffSeconds(options: BackoffOptions): number {
  const { attempt, retry_after_seconds, random, base_seconds = 5, cap_seconds = 900 } = options;
  const ceilingSeconds = Math.min(cap_seconds, base_seconds * 2 ** (attempt - 1));
  if (retry_after_seconds === undefined) return Math.max(1, Math.round(random() * ceilingSeconds));
  return Math.ceil(retry_after_seconds + random() * base_seconds);
}
