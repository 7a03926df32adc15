import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { CallFact, MessageFact } from "../../../supabase/local/simulator/accounts/facts.ts";
import type { Customer, Lab } from "./lab.ts";

/** Fails unless the tables hold exactly what the account has: no row lost, doubled or changed. */
export async function expectOracle(lab: Lab, customer: Customer): Promise<void> {
  const { account } = customer;
  expectSame(await storedCalls(lab, customer), account.calls().map(toldCall));
  expectSame(await storedMessages(lab, customer), account.messages().map(toldMessage));
  await expectNumbers(lab, customer);
}

/** Says which rows differ, a few of them: the difference of 100,000 rows would take minutes to print. */
function expectSame<Row extends { id: string }>(stored: Row[], told: Row[]): void {
  const wanted = new Map(told.map((row) => [row.id, row]));
  const wrong = stored.filter((row) => !isDeepStrictEqual(row, wanted.get(row.id)));
  expect(wrong.slice(0, 3)).toEqual(wrong.slice(0, 3).map(({ id }) => wanted.get(id)));
  const ids = new Set(stored.map(({ id }) => id));
  expect(told.filter(({ id }) => !ids.has(id)).slice(0, 3)).toEqual([]);
  expect(stored).toHaveLength(told.length);
}

/**
 * Fails unless every call of these that lies between the stream's two ends is in the table as the account has it: the
 * ends may promise too little, but never too much.
 */
export async function expectTruthfulEnds(lab: Lab, customer: Customer, calls: CallFact[]): Promise<void> {
  const { earliest, watermark } = await lab.stream(customer, "calls");
  if (watermark === null) return;
  const stored = new Map((await storedCalls(lab, customer)).map((call) => [call.id, call]));
  for (const call of calls) {
    const startedAt = new Date(call.startedAt);
    if (startedAt >= earliest && startedAt < watermark) expect(stored.get(call.id)).toEqual(toldCall(call));
  }
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

export async function storedCalls({ stack }: Lab, { orgId }: Customer) {
  const rows = await stack.sql`
    select c.external_id as id, c.started_at, c.direction, c.outcome, c.duration_seconds, n.number, c.counterpart,
      c.has_recording, (s.recording_id is not null) as has_source
    from public.calls c
    left join public.phone_numbers n on n.id = c.phone_number_id
    left join public.recordings r on r.call_id = c.id
    left join private.recording_sources s on s.recording_id = r.id
    where c.org_id = ${orgId}`;
  return rows
    .map((row) => ({
      ...row,
      id: String(row.id),
      started_at: row.started_at.toISOString(),
      has_source: row.has_source === true,
    }))
    .toSorted(byId);
}

export function toldCall(call: CallFact) {
  return {
    id: call.id,
    started_at: call.startedAt,
    direction: directionOf(call),
    outcome: outcomeOf(call),
    duration_seconds:
      call.durationMilliseconds === null ? null : Math.round(call.durationMilliseconds / 1000),
    number: call.businessNumber,
    counterpart: call.counterpart,
    has_recording: call.hasRecording,
    has_source: call.hasRecording,
  };
}

function directionOf(call: CallFact): string {
  if (call.isInternal) return "internal";
  return call.direction === "Incoming" ? "inbound" : "outbound";
}

const OUTCOMES = {
  inbound: { Connected: "answered", Missed: "missed", Dropped: "abandoned", VoiceMail: "voicemail" },
  other: { Connected: "answered", Missed: "no_answer", Dropped: "cancelled", VoiceMail: "voicemail" },
} as const;

function outcomeOf(call: CallFact): string {
  if (call.callStatus === null) return "unknown";
  return OUTCOMES[directionOf(call) === "inbound" ? "inbound" : "other"][call.callStatus];
}

async function storedMessages({ stack }: Lab, { orgId }: Customer) {
  const rows = await stack.sql`
    select m.external_id as id, m.sent_at, m.direction, n.number, m.counterpart, m.body, m.status
    from public.sms_messages m left join public.phone_numbers n on n.id = m.phone_number_id
    where m.org_id = ${orgId}`;
  return rows
    .map((row) => ({ ...row, id: String(row.id), sent_at: row.sent_at.toISOString() }))
    .toSorted(byId);
}

const STATUSES = { unspecified: null, sent: "sent", notSent: "not_sent" } as const;

function toldMessage(message: MessageFact) {
  return {
    id: message.id,
    sent_at: message.sentAt,
    direction: message.direction,
    number: message.businessNumber,
    counterpart: message.counterpart,
    body: message.text,
    status: STATUSES[message.deliveryStatus],
  };
}

async function expectNumbers({ stack }: Lab, { orgId, account }: Customer): Promise<void> {
  const rows = await stack.sql`select number, is_active from public.phone_numbers where org_id = ${orgId}`;
  const { active, deleted } = account.phoneNumbers();
  const used = [...account.calls(), ...account.messages()].flatMap(
    ({ businessNumber }) => businessNumber ?? [],
  );
  const isActive = new Map(
    [...used, ...deleted.map(({ number }) => number)].map((number) => [number, false]),
  );
  for (const { number, isEnabled } of active) isActive.set(number, isEnabled);
  expect(new Map(rows.map((row) => [row.number, row.is_active]))).toEqual(isActive);
}
