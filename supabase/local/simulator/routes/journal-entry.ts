import type { SimulatedAccount } from "../accounts/account.ts";
import type { Call } from "../accounts/calls.ts";
import { callFact, isGoingOn } from "../accounts/facts.ts";
import type { Message } from "../accounts/messages.ts";
import type { Agent } from "../accounts/people.ts";

export type JournalType = "call" | "message" | "messageThread";
export type JournalState = "missed" | "connected" | "voiceMail" | "dropped" | "noAnswer" | "message";
export type JournalOrigin = "inbound" | "outbound" | "internal";

/** What calls and messages have in common in the journal: what its filters look at. */
export interface JournalEntry {
  /** 24 hexadecimal digits. */
  readonly id: string;
  readonly type: JournalType;
  readonly state: JournalState;
  readonly origin: JournalOrigin;
  readonly atMs: number;
  readonly clientPhone: string | null;
  readonly businessNumber: string | null;
  readonly agent: Agent | null;
  readonly text: string | null;
  readonly read: boolean;
  readonly source: Call | Message;
}

export function isCall(source: Call | Message): source is Call {
  return "callStatus" in source;
}

/** The calls that are over and the messages of a window, oldest first, and on demand the heads of message threads. */
export function journalEntries(
  account: SimulatedAccount,
  types: readonly JournalType[],
  window: { readonly startMs: number; readonly endMs: number },
  nowMs: number,
): JournalEntry[] {
  const { startMs, endMs } = window;
  const messages = account.messagesBetween(startMs, endMs);
  return [
    ...(types.includes("call")
      ? account
          .callsBetween(startMs, endMs)
          .filter((call) => !isGoingOn(call, nowMs))
          .map((call) => callEntry(account, call))
      : []),
    ...(types.includes("message") ? messages.map((message) => messageEntry(message, "message")) : []),
    ...(types.includes("messageThread")
      ? threadHeads(messages).map((message) => messageEntry(message, "messageThread"))
      : []),
  ].sort((first, second) => first.atMs - second.atMs);
}

/** The journal id of a call. It isn't the call's own id, and nothing says how the two are related. */
function journalIdOfCall(call: Call): string {
  return call.id.replaceAll("-", "").slice(8).split("").reverse().join("");
}

function callEntry(account: SimulatedAccount, call: Call): JournalEntry {
  const fact = callFact(call, Number.POSITIVE_INFINITY, 0);
  return {
    id: journalIdOfCall(call),
    type: "call",
    state: callState(call),
    origin: call.isInternal ? "internal" : call.direction === "Incoming" ? "inbound" : "outbound",
    atMs: call.atMs,
    clientPhone: fact.counterpart,
    businessNumber: call.businessNumber,
    agent: account.team.agents.find(({ extension }) => extension === fact.agentExtension) ?? null,
    text: null,
    read: call.callStatus !== "VoiceMail",
    source: call,
  };
}

function callState(call: Call): JournalState {
  switch (call.callStatus) {
    case "Connected":
      return "connected";
    case "VoiceMail":
      return "voiceMail";
    case "Dropped":
      return "dropped";
    case "Missed":
      return call.direction === "Incoming" ? "missed" : "noAnswer";
  }
}

function messageEntry(message: Message, type: "message" | "messageThread"): JournalEntry {
  return {
    id: message.id,
    type,
    state: "message",
    origin: message.origin,
    atMs: message.atMs,
    clientPhone: message.clientPhone,
    businessNumber: message.businessNumber,
    agent: message.agent,
    text: message.text,
    read: message.read,
    source: message,
  };
}

function threadHeads(messages: readonly Message[]): readonly Message[] {
  const latest = new Map<string, Message>();
  for (const message of messages) latest.set(`${message.clientPhone} ${message.businessNumber}`, message);
  return [...latest.values()];
}
