import type { Call, Participant } from "../accounts/calls.ts";
import { isGoingOn } from "../accounts/facts.ts";
import { parseEnum } from "../http/query.ts";

const CALL_FILTERS = [
  "Incoming",
  "Outgoing",
  "InOutgoing",
  "Connected",
  "Missed",
  "Canceled",
  "Dropped",
  "Voicemail",
  "InternalOnly",
  "CallbackWidget",
] as const;

export type CallFilter = (typeof CALL_FILTERS)[number];

/** The filter that a word names, without regard to case. */
export const parseCallFilter = (text: string): CallFilter | undefined => parseEnum(text, CALL_FILTERS);

type Test = (call: Call) => boolean;

const DIRECTIONS: Partial<Record<CallFilter, Test>> = {
  Incoming: (call) => call.direction === "Incoming" && !call.isInternal,
  Outgoing: (call) => call.direction === "Outgoing" && !call.isInternal,
  InOutgoing: (call) => !call.isInternal,
  InternalOnly: (call) => call.isInternal,
  CallbackWidget: () => false,
};

const STATUSES: Partial<Record<CallFilter, Test>> = {
  Connected: (call) => call.callStatus === "Connected",
  Missed: (call) => call.callStatus === "Missed",
  Dropped: (call) => call.callStatus === "Dropped",
  Voicemail: (call) => call.callStatus === "VoiceMail",
  // No call has a status of this name: a caller who gave up on their own outgoing call comes nearest.
  Canceled: (call) => call.callStatus === "Dropped" && call.direction === "Outgoing",
};

/** Whether a call is what the filters ask for: one of the directions, and one of the statuses. */
export function passesFilters(call: Call, filters: readonly CallFilter[], nowMs: number): boolean {
  const directions = filters.flatMap((filter) => DIRECTIONS[filter] ?? []);
  const statuses = filters.flatMap((filter) => STATUSES[filter] ?? []);
  if (directions.length > 0 && !directions.some((test) => test(call))) return false;
  if (statuses.length === 0) return true;
  return !isGoingOn(call, nowMs) && statuses.some((test) => test(call));
}

const participants = (call: Call): readonly Participant[] => [call.caller, ...call.called];

/** Whether somebody with this extension took part. */
export const involvesExtension = (call: Call, extension: string): boolean =>
  participants(call).some((participant) => participant.extension === extension);

/** Whether a name, number or extension of a call contains the text. */
export function containsText(call: Call, text: string): boolean {
  const wanted = text.toLowerCase();
  return [
    call.businessNumber,
    ...participants(call).flatMap(({ name, phone, extension }) => [name, phone, extension]),
  ].some((value) => value?.toLowerCase().includes(wanted) === true);
}
