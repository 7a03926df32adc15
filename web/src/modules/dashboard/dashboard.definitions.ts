export type FigureId =
  | "offered"
  | "answerRate"
  | "serviceLevel"
  | "answered"
  | "missed"
  | "abandoned"
  | "voicemail"
  | "talkAverage"
  | "talkMedian"
  | "talkNinetieth"
  | "talkTotal"
  | "outbound"
  | "outboundAnswered"
  | "messagesInbound"
  | "messagesOutbound";

export type PanelId = "callsOverTime" | "busyHours" | "byNumber" | "byAgent";

export interface Definition {
  label: string;
  /** What is counted, in a sentence. */
  meaning: string;
  /** How it is worked out, or what is left out. */
  rule?: string;
}

/** What every number of the dashboard means. The rules are those of the database function `call_kpis`. */
export const figureDefinitions: Record<FigureId, Definition> = {
  offered: {
    label: "Offered",
    meaning: "Inbound calls that reached your company.",
    rule: "Answered + missed + abandoned + voicemail. Inbound calls whose outcome MightyCall doesn't tell are left out.",
  },
  answerRate: {
    label: "Answer rate",
    meaning: "The share of offered calls that someone took.",
    rule: "Answered ÷ offered. Outbound calls don't count; unknown while nothing was offered.",
  },
  serviceLevel: {
    label: "Service level",
    meaning: "The share of calls answered within an agreed number of seconds.",
    rule: "MightyCall gives no waiting time, so it can't be worked out.",
  },
  answered: { label: "Answered", meaning: "Inbound calls that someone took." },
  missed: { label: "Missed", meaning: "Inbound calls that rang, and nobody took them." },
  abandoned: {
    label: "Abandoned",
    meaning: "Inbound calls whose caller hung up before anyone could answer.",
  },
  voicemail: { label: "Voicemail", meaning: "Inbound calls that ended in the voicemail." },
  talkAverage: {
    label: "Average",
    meaning: "How long an answered call lasted on average.",
    rule: "Total talk time ÷ answered calls, inbound and outbound. Calls whose length MightyCall doesn't tell are left out.",
  },
  talkMedian: {
    label: "Median",
    meaning: "Half of the answered calls were shorter, half were longer.",
    rule: "Inbound and outbound. Unlike the average, a few very long calls hardly move it.",
  },
  talkNinetieth: {
    label: "90th percentile",
    meaning: "Nine of ten answered calls were no longer than this.",
    rule: "Inbound and outbound.",
  },
  talkTotal: {
    label: "Total",
    meaning: "The talk time of all answered calls together.",
    rule: "Duration of answered inbound and outbound calls; unknown when there is none.",
  },
  outbound: {
    label: "Outbound",
    meaning: "Calls that your people made to the outside, whatever came of them.",
  },
  outboundAnswered: { label: "Reached", meaning: "Outbound calls that the other side answered." },
  messagesInbound: { label: "Received", meaning: "Text messages from the outside to your numbers." },
  messagesOutbound: { label: "Sent", meaning: "Text messages from your numbers to the outside." },
};

export const panelDefinitions: Record<PanelId, Definition> = {
  callsOverTime: {
    label: "Calls over time",
    meaning:
      "Inbound calls by how they ended, with outbound calls on top, by the clock of your organization.",
    rule: "Other are internal calls, and calls whose direction or outcome MightyCall doesn't tell. A bar leads to all its calls.",
  },
  busyHours: {
    label: "Busy hours",
    meaning:
      "When inbound calls come in: the offered calls of a weekday and hour, all weeks of the period together.",
    rule: "Hours of your organization's clock. The answer rate of a cell is its answered ÷ its offered calls.",
  },
  byNumber: {
    label: "By number",
    meaning:
      "The same figures for each business number. Numbers without a call in the period are not listed.",
  },
  byAgent: {
    label: "By agent",
    meaning: "A call belongs to the agent who took it last, an outbound call to its caller.",
    rule: "Calls that nobody took belong to nobody. Agents are told apart by their extension.",
  },
};
