import { outcomeColors } from "./outcome-colors";

/** What the bars are stacked of, from below. Together they are every call, which is what a bar leads to. */
export const callSeries = [
  { key: "answered", label: "Answered", color: outcomeColors.answered },
  { key: "missed", label: "Missed", color: outcomeColors.missed },
  { key: "abandoned", label: "Abandoned", color: outcomeColors.abandoned },
  { key: "voicemail", label: "Voicemail", color: outcomeColors.voicemail },
  { key: "outbound", label: "Outbound", color: outcomeColors.outbound },
  { key: "other", label: "Other", color: outcomeColors.other },
] as const;

export type CallSeries = (typeof callSeries)[number];
