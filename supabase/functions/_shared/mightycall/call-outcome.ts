import type { CallOutcome, Direction } from "../provider/rows.ts";

type Outcomes = ReadonlyMap<string, CallOutcome>;

const INBOUND: Outcomes = new Map([
  ["connected", "answered"],
  ["missed", "missed"],
  ["noanswer", "missed"],
  ["dropped", "abandoned"],
  ["canceled", "abandoned"],
  ["cancelled", "abandoned"],
  ["voicemail", "voicemail"],
]);

const OUTBOUND: Outcomes = new Map([
  ["connected", "answered"],
  ["missed", "no_answer"],
  ["noanswer", "no_answer"],
  ["dropped", "cancelled"],
  ["canceled", "cancelled"],
  ["cancelled", "cancelled"],
  ["voicemail", "voicemail"],
]);

const OUTCOMES: Readonly<Record<Direction, Outcomes>> = {
  inbound: INBOUND,
  outbound: OUTBOUND,
  // A colleague who does not pick up is no lost customer, so the words are those of an outbound call.
  internal: OUTBOUND,
  // Who gave up can't be told without a direction.
  unknown: new Map([
    ["connected", "answered"],
    ["voicemail", "voicemail"],
  ]),
};

/** The one vocabulary of outcomes, whatever the provider's spelling and case (`VoiceMail`, `voicemail`, `NoAnswer`). */
export function callOutcome(direction: Direction, providerStatus: string | null): CallOutcome {
  const word = (providerStatus ?? "").replace(/[^a-z]/gi, "").toLowerCase();
  return OUTCOMES[direction].get(word) ?? "unknown";
}
