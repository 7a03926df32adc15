import type { SimulatedAccount } from "../accounts/account.ts";
import type { Call, Participant } from "../accounts/calls.ts";
import { isGoingOn, isRecordingAvailable } from "../accounts/facts.ts";
import { recordingLink } from "./recording-link.ts";

/** Where and when a row is written: it decides what is known of the call and where its recording is found. */
export interface WritingContext {
  readonly account: SimulatedAccount;
  /** Where the account's family is reached. */
  readonly origin: string;
  readonly nowMs: number;
}

/** A call as the provider writes it. While it goes on, its duration, status and recording are null. */
export function writeCall(call: Call, context: WritingContext): object {
  const { account, nowMs } = context;
  const goingOn = isGoingOn(call, nowMs);
  const callRecord = isRecordingAvailable(call, nowMs, account.settings.recordingDelaySeconds)
    ? { fileName: `records/${account.tenant}/${call.id}.wav`, uri: recordingLink(call, context) }
    : null;
  const businessNumber = call.businessNumber === null ? null : writeNumber(call.businessNumber, call);
  return {
    id: call.id,
    caller: writeParticipant(call.caller, call),
    called: call.called.map((participant) => writeParticipant(participant, call)),
    ...(businessNumber === null && call.omitsNulls ? {} : { businessNumber }),
    dateTimeUtc: call.dateTimeUtc,
    duration: goingOn ? null : String(call.durationMs),
    direction: call.direction,
    callStatus: goingOn ? null : call.callStatus,
    ...(callRecord === null && call.omitsNulls ? {} : { callRecord }),
  };
}

function writeNumber(number: string, { omitsPlus }: Call): string {
  return omitsPlus ? number.replace(/^\+/, "") : number;
}

function writeParticipant<P extends Participant>(participant: P, call: Call): P {
  return participant.phone === undefined
    ? participant
    : { ...participant, phone: writeNumber(participant.phone, call) };
}
