import * as v from "valibot";
import type { CallDirection, CallOutcome } from "~/modules/calls/calls.models.ts";
import type { MessageDirection } from "~/modules/messages/messages.models.ts";
import type { FigureId } from "./dashboard.definitions.ts";

const count = v.number();
const orUnknown = v.nullable(v.number());

/** The row of the database function `call_kpis`. Null is unknown: nothing to take a rate or a length of. */
export const callKpis = v.object({
  inbound_offered: count,
  inbound_answered: count,
  inbound_missed: count,
  inbound_abandoned: count,
  inbound_voicemail: count,
  inbound_unknown: count,
  answer_rate: orUnknown,
  outbound: count,
  outbound_answered: count,
  internal: count,
  talk_calls: count,
  talk_seconds_total: orUnknown,
  talk_seconds_average: orUnknown,
  talk_seconds_median: orUnknown,
  talk_seconds_p90: orUnknown,
  messages_inbound: count,
  messages_outbound: count,
});

export type CallKpis = v.InferOutput<typeof callKpis>;

/** "rate" is a share from 0 to 1. */
export type FigureKind = "count" | "rate" | "seconds";

/** Which calls a figure is made of: any of these directions with any of these outcomes; none given means all. */
export interface CallSelection {
  directions: CallDirection[];
  outcomes: CallOutcome[];
}

export interface Figure {
  kind: FigureKind;
  /** Null while nobody can know it. */
  value: (kpis: CallKpis) => number | null;
  /** Whether a higher value is welcome; null when it is neither good nor bad. */
  isMoreWelcome: boolean | null;
  /** Null for what isn't made of calls. */
  calls: CallSelection | null;
  /** Null for what isn't made of messages. */
  messages: MessageDirection | null;
}

export const offeredOutcomes: CallOutcome[] = ["answered", "missed", "abandoned", "voicemail"];

function inbound(...outcomes: CallOutcome[]): CallSelection {
  return { directions: ["inbound"], outcomes };
}

const talk: CallSelection = { directions: ["inbound", "outbound"], outcomes: ["answered"] };

export const figures: Record<FigureId, Figure> = {
  offered: {
    kind: "count",
    value: (kpis) => kpis.inbound_offered,
    isMoreWelcome: null,
    calls: inbound(...offeredOutcomes),
    messages: null,
  },
  answerRate: {
    kind: "rate",
    value: (kpis) => kpis.answer_rate,
    isMoreWelcome: true,
    calls: inbound(...offeredOutcomes),
    messages: null,
  },
  serviceLevel: { kind: "rate", value: () => null, isMoreWelcome: true, calls: null, messages: null },
  answered: {
    kind: "count",
    value: (kpis) => kpis.inbound_answered,
    isMoreWelcome: null,
    calls: inbound("answered"),
    messages: null,
  },
  missed: {
    kind: "count",
    value: (kpis) => kpis.inbound_missed,
    isMoreWelcome: false,
    calls: inbound("missed"),
    messages: null,
  },
  abandoned: {
    kind: "count",
    value: (kpis) => kpis.inbound_abandoned,
    isMoreWelcome: false,
    calls: inbound("abandoned"),
    messages: null,
  },
  voicemail: {
    kind: "count",
    value: (kpis) => kpis.inbound_voicemail,
    isMoreWelcome: null,
    calls: inbound("voicemail"),
    messages: null,
  },
  talkAverage: {
    kind: "seconds",
    value: (kpis) => kpis.talk_seconds_average,
    isMoreWelcome: null,
    calls: talk,
    messages: null,
  },
  talkMedian: {
    kind: "seconds",
    value: (kpis) => kpis.talk_seconds_median,
    isMoreWelcome: null,
    calls: talk,
    messages: null,
  },
  talkNinetieth: {
    kind: "seconds",
    value: (kpis) => kpis.talk_seconds_p90,
    isMoreWelcome: null,
    calls: talk,
    messages: null,
  },
  talkTotal: {
    kind: "seconds",
    value: (kpis) => kpis.talk_seconds_total,
    isMoreWelcome: null,
    calls: talk,
    messages: null,
  },
  outbound: {
    kind: "count",
    value: (kpis) => kpis.outbound,
    isMoreWelcome: null,
    calls: { directions: ["outbound"], outcomes: [] },
    messages: null,
  },
  outboundAnswered: {
    kind: "count",
    value: (kpis) => kpis.outbound_answered,
    isMoreWelcome: null,
    calls: { directions: ["outbound"], outcomes: ["answered"] },
    messages: null,
  },
  messagesInbound: {
    kind: "count",
    value: (kpis) => kpis.messages_inbound,
    isMoreWelcome: null,
    calls: null,
    messages: "inbound",
  },
  messagesOutbound: {
    kind: "count",
    value: (kpis) => kpis.messages_outbound,
    isMoreWelcome: null,
    calls: null,
    messages: "outbound",
  },
};

/** Answered calls whose length MightyCall doesn't tell: they are part of no talk time. */
export function callsWithoutLength(kpis: CallKpis): number {
  return kpis.inbound_answered + kpis.outbound_answered - kpis.talk_calls;
}
