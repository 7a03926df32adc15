import type { CallOutcome, Direction } from "../provider/rows.ts";

const OUTCOMES: Record<Direction, Readonly<Record<string, CallOutcome>>> = {
  inbound: {
    connected: "answered",
    missed: "missed",
    noanswer: "missed",
    dropped: "abandoned",
    canceled: "abandoned",
    cancelled: "abandoned",
    voicemail: "voicemail",
  },
  outbound: {
    connected: "answered",
    missed: "no_answer",
    noanswer: "no_answer",
    dropped: "cancelled",
    canceled: "cancelled",
    cancelled: "cancelled",
    voicemail: "voicemail",
  },
  // A colleague who does not pick up is no lost customer, so the words are those of an outbound call.
  internal: {
    connected: "answered",
    missed: "no_answer",
    noanswer: "no_answer",
    dropped: "cancelled",
    canceled: "cancelled",
    cancelled: "cancelled",
    voicemail: "voicemail",
  },
  // Who gave up can't be told without a direction.
  unknown: { connected: "answered", voicemail: "voicemail" },
};

/** The one vocabulary of outcomes, whatever the provider's spelling and case (`VoiceMail`, `voicemail`, `NoAnswer`). */
export function callOutcome(direction: Direction, providerStatus: string | null): CallOutcome {
  const word = (providerStatus ?? "").replace(/[^a-z]/gi, "").toLowerCase();
  return OUTCOMES[direction][word] ?? "unknown";
}
