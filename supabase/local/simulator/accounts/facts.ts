import type { Call, CallStatus, Participant } from "./calls.ts";
import type { Message } from "./messages.ts";

/** What is true of a call at a moment: what any client should arrive at, whatever the provider's spelling. */
export interface CallFact {
  readonly id: string;
  /** ISO 8601 in UTC, to the millisecond. */
  readonly startedAt: string;
  readonly direction: "Incoming" | "Outgoing";
  readonly isInternal: boolean;
  /** Null while the call is going on. */
  readonly callStatus: CallStatus | null;
  /** Null while the call is going on. */
  readonly durationMilliseconds: number | null;
  readonly businessNumber: string | null;
  /** The outside party's number; null for internal and anonymous calls. */
  readonly counterpart: string | null;
  /** The caller of an outgoing call; of an incoming one whoever answered, else the first that rang. */
  readonly agentExtension: string | null;
  readonly agentName: string | null;
  readonly hasRecording: boolean;
}

/** What is true of a message. */
export interface MessageFact {
  readonly id: string;
  /** ISO 8601 in UTC, to the millisecond. */
  readonly sentAt: string;
  readonly direction: "inbound" | "outbound";
  readonly counterpart: string;
  readonly businessNumber: string;
  readonly text: string;
  readonly deliveryStatus: "unspecified" | "sent" | "notSent";
}

/** Whether a call is still going on. */
export function isGoingOn(call: Call, nowMs: number): boolean {
  return call.atMs + call.durationMs > nowMs;
}

/** Whether the recording of a call can be had yet. */
export function isRecordingAvailable(call: Call, nowMs: number, delaySeconds: number): boolean {
  return call.isRecorded && call.atMs + call.durationMs + delaySeconds * 1000 <= nowMs;
}

export function callFact(call: Call, nowMs: number, recordingDelaySeconds: number): CallFact {
  const isIncoming = call.direction === "Incoming";
  const answering = call.called.find(({ isConnected }) => isConnected) ?? call.called[0];
  const agent: Participant | undefined = isIncoming ? answering : call.caller;
  const outsider: Participant | undefined = isIncoming ? call.caller : call.called[0];
  const goingOn = isGoingOn(call, nowMs);
  return {
    id: call.id,
    startedAt: new Date(call.atMs).toISOString(),
    direction: call.direction,
    isInternal: call.isInternal,
    callStatus: goingOn ? null : call.callStatus,
    durationMilliseconds: goingOn ? null : call.durationMs,
    businessNumber: call.businessNumber,
    counterpart: call.isInternal ? null : (outsider?.phone ?? null),
    agentExtension: agent?.extension ?? null,
    agentName: agent?.extension === undefined ? null : (agent.name ?? null),
    hasRecording: isRecordingAvailable(call, nowMs, recordingDelaySeconds),
  };
}

export function messageFact(message: Message): MessageFact {
  return {
    id: message.id,
    sentAt: new Date(message.atMs).toISOString(),
    direction: message.origin,
    counterpart: message.clientPhone,
    businessNumber: message.businessNumber,
    text: message.text,
    deliveryStatus: message.deliveryStatus,
  };
}
