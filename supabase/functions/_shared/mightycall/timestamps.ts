const ISO_8601 =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/i;
const MICROSECOND_DIGITS = 6;

/**
 * A time as ISO 8601 in UTC with up to microseconds (the database's precision). The provider writes 0 to 7 fraction
 * digits with Z, an offset, or no zone at all, which means UTC. Anything else, and days that do not exist, give null.
 */
export function normaliseTimestamp(value: unknown): string | null {
  const match = typeof value === "string" ? ISO_8601.exec(value.trim()) : null;
  if (match === null) return null;
  const [, day, clock, fraction = "", , sign, hours = "0", minutes = "0"] = match;
  const local = new Date(`${day}T${clock}Z`);
  // An engine may roll 31 February over into March, and year 1 is the provider's way to say "no time".
  if (Number.isNaN(local.getTime()) || local.getUTCFullYear() < 1970) return null;
  if (local.toISOString().slice(0, 19) !== `${day}T${clock}`) return null;
  const offsetMs = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const seconds = new Date(local.getTime() - offsetMs).toISOString().slice(0, 19);
  const kept = fraction.slice(0, MICROSECOND_DIGITS);
  return kept === "" ? `${seconds}Z` : `${seconds}.${kept}Z`;
}

/** A time in whole seconds. Round the start of a range down and its end up: a range may widen, but lose no row. */
export function wholeSecond(time: string, round: (seconds: number) => number): string {
  return `${new Date(round(Date.parse(time) / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}
