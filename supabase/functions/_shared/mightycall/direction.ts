import type { Direction } from "../provider/rows.ts";

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ["incoming", "inbound"],
  ["inbound", "inbound"],
  ["outgoing", "outbound"],
  ["outbound", "outbound"],
  ["internal", "internal"],
  // A visitor asked to be called: agents are rung and answer, or fail to, exactly as with an incoming call.
  ["callback", "inbound"],
]);

/** Calls say Incoming and Outgoing, the journal says inbound and outbound; both may say Callback. */
export function direction(providerWord: string | null): Direction {
  return DIRECTIONS.get((providerWord ?? "").toLowerCase()) ?? "unknown";
}
