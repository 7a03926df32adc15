import { normaliseTimestamp } from "./timestamps.ts";

const MAX_SECONDS = 24 * 60 * 60;
const WITHIN_TEXT = /retry after\s+(.+?)\s*(?:UTC|GMT)\b/i;

/**
 * The wait that a refusal asks for, in whole seconds from 1 to a day; undefined when it names none.
 * It is in the Retry-After header (RFC 9110: seconds or a date), or within the text
 * "Too many requests. Retry after <timestamp> UTC", whose format is not documented.
 */
export function retryAfterSeconds(headers: Headers, message: string, nowMs: number): number | undefined {
  const header = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+$/.test(header)) return bounded(Number(header));
  const named = header === "" ? WITHIN_TEXT.exec(message)?.[1] : header;
  if (named === undefined) return undefined;
  const atMs = Date.parse(normaliseTimestamp(named) ?? (header === "" ? `${named} UTC` : named));
  return Number.isNaN(atMs) ? undefined : bounded(Math.ceil((atMs - nowMs) / 1000));
}

function bounded(seconds: number): number {
  return Math.min(Math.max(seconds, 1), MAX_SECONDS);
}
