import * as v from "valibot";
import type { CallRow, Direction, Participant, RecordingSource } from "../provider/rows.ts";
import { callOutcome } from "./call-outcome.ts";
import { direction } from "./direction.ts";
import { durationSeconds } from "./duration.ts";
import { anything, flag, identifier, phoneNumber, text, timestamp } from "./fields.ts";

const partySchema = v.object({ name: text, extension: text, phone: phoneNumber, isConnected: flag });

const callRecordSchema = v.object({ fileName: text, uri: text });

export const callSchema = v.object({
  id: identifier,
  caller: v.nullish(partySchema),
  called: v.nullish(v.array(partySchema)),
  businessNumber: phoneNumber,
  dateTimeUtc: timestamp,
  duration: anything,
  direction: text,
  callStatus: text,
  callRecord: v.nullish(callRecordSchema),
});

type Party = v.InferOutput<typeof partySchema>;
type CallRecord = v.InferOutput<typeof callRecordSchema>;

/** One call of the provider as the row that the database ingests. */
export function normaliseCall(call: v.InferOutput<typeof callSchema>): CallRow {
  const caller = call.caller ?? null;
  const called = call.called ?? [];
  const way = isInternal(caller, called) ? "internal" : direction(call.direction);
  const outside = outsideParty(way, caller, called);
  const agent = agentOf(way, caller, called);
  return {
    external_id: call.id,
    direction: way,
    outcome: callOutcome(way, call.callStatus),
    provider_status: call.callStatus,
    business_number: call.businessNumber,
    ...numbers(way, call.businessNumber, outside, caller, called),
    counterpart: outside?.phone ?? null,
    counterpart_name: outside?.name ?? null,
    agent_extension: agent?.extension ?? null,
    agent_name: agent?.name ?? null,
    participants: participants(caller, called),
    started_at: call.dateTimeUtc,
    duration_seconds: durationSeconds(call.duration),
    recording: recordingOf(call.callRecord ?? null),
  };
}

// Calls without a recording have no callRecord, null, or one without content.
function recordingOf(record: CallRecord | null): RecordingSource | null {
  if (record === null || (record.uri === null && record.fileName === null)) return null;
  return { url: record.uri, file_name: record.fileName };
}

// Only people of the account have an extension. A colleague reached on a forwarding number shows that number as well,
// and stays a colleague.
function isInternal(caller: Party | null, called: Party[]): boolean {
  return isColleague(caller) && called.length > 0 && called.every(isColleague);
}

function isColleague(party: Party | null): boolean {
  return party !== null && party.extension !== null;
}

function outsideParty(way: Direction, caller: Party | null, called: Party[]): Party | null {
  if (way === "internal") return null;
  if (way === "inbound") return caller;
  if (way === "unknown" && caller !== null && !isColleague(caller)) return caller;
  return called.find((party) => !isColleague(party)) ?? called.find((party) => party.phone !== null) ?? null;
}

// Outgoing: who dialled. Incoming: who spoke last; if nobody did, the one person who was rung, if it was only one.
function agentOf(way: Direction, caller: Party | null, called: Party[]): Party | null {
  if (way === "outbound" || way === "internal") return caller;
  if (way === "unknown") return null;
  const connected = called.filter((party) => party.isConnected === true);
  const spoke = connected.findLast(isColleague) ?? connected.at(-1);
  if (spoke !== undefined) return spoke;
  const rung = called.filter(isColleague);
  return rung.length === 1 ? (rung[0] ?? null) : null;
}

function numbers(
  way: Direction,
  businessNumber: string | null,
  outside: Party | null,
  caller: Party | null,
  called: Party[],
): Pick<CallRow, "from_number" | "to_number"> {
  if (way === "inbound") return { from_number: outside?.phone ?? null, to_number: businessNumber };
  if (way === "outbound") return { from_number: businessNumber, to_number: outside?.phone ?? null };
  return { from_number: dialled(caller), to_number: dialled(called[0] ?? null) };
}

function dialled(party: Party | null): string | null {
  return party?.phone ?? party?.extension ?? null;
}

function participants(caller: Party | null, called: Party[]): Participant[] {
  const rows = called.map((party) => participant("called", party));
  return caller === null ? rows : [participant("caller", caller), ...rows];
}

function participant(role: Participant["role"], party: Party): Participant {
  return {
    role,
    name: party.name,
    extension: party.extension,
    number: party.phone,
    is_connected: party.isConnected,
  };
}
