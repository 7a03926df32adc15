import type { CallDirection, CallOutcome } from "./calls.models.ts";

export const directionLabels: Record<CallDirection, string> = {
  inbound: "Inbound",
  outbound: "Outbound",
  internal: "Internal",
  unknown: "Direction unknown",
};

export const outcomeLabels: Record<CallOutcome, string> = {
  answered: "Answered",
  missed: "Missed",
  abandoned: "Abandoned",
  voicemail: "Voicemail",
  no_answer: "No answer",
  cancelled: "Cancelled",
  unknown: "Unknown",
};
