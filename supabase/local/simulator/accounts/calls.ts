import { writeInstant } from "./instant.ts";
import type { Client, Team } from "./people.ts";
import type { Random } from "./random.ts";
import { isOpen, type Rhythm } from "./rhythm.ts";
import type { Dated } from "./timeline.ts";

export type CallStatus = "Connected" | "Missed" | "VoiceMail" | "Dropped";

/** One end of a call: outside people have a phone, inside people a name and an extension. */
export interface Participant {
  readonly name?: string;
  readonly extension?: string;
  readonly phone?: string;
}

interface CalledParticipant extends Participant {
  readonly isConnected: boolean;
  readonly isFirstConnected?: boolean;
}

/** A call as it truly was, before the provider's ways of writing it down. */
export interface Call extends Dated {
  readonly id: string;
  /** The start as the provider writes it, with 0 to 7 fraction digits. */
  readonly dateTimeUtc: string;
  readonly direction: "Incoming" | "Outgoing";
  readonly callStatus: CallStatus;
  readonly durationMs: number;
  readonly isInternal: boolean;
  /** E.164; null for some internal calls. */
  readonly businessNumber: string | null;
  readonly caller: Participant;
  readonly called: readonly CalledParticipant[];
  readonly isRecorded: boolean;
  /** The provider leaves the `+` out of this row's numbers. */
  readonly omitsPlus: boolean;
  /** The provider leaves members without a value out of this row, where other rows have null. */
  readonly omitsNulls: boolean;
}

/** What the calls of an account are made of. */
export interface CallScene {
  readonly rhythm: Rhythm;
  readonly team: Team;
  readonly clients: readonly Client[];
  /** The numbers in use; the first is the busiest. */
  readonly numbers: readonly string[];
  /** Numbers that the account gave up: a few calls are still on them. */
  readonly retiredNumbers: readonly string[];
}

const LONGEST_CALL_MS = 40 * 60_000;
const RETIRED_SHARE = 0.02;

/** What may be laid down about a call; the instant comes from `dateTimeUtc` where it is given. */
export type KnownCall = Partial<Omit<Call, "atMs">>;

/** One call at an instant, made up where `known` is silent. */
export function createCall(scene: CallScene, random: Random, atMs: number, known: KnownCall = {}): Call {
  const instant = writeInstant(random, atMs);
  const open = isOpen(scene.rhythm, atMs);
  const kind = random.next();
  const hasAgents = scene.team.agents.length > 1;
  const draft =
    kind < 0.06 && open && hasAgents
      ? internalCall(scene, random)
      : kind < 0.36 && open && hasAgents
        ? outgoingCall(scene, random)
        : incomingCall(scene, random, open);
  return {
    id: random.guid(),
    dateTimeUtc: instant.written,
    omitsPlus: random.chance(0.04),
    omitsNulls: random.chance(0.5),
    isRecorded: draft.callStatus === "Connected" && !draft.isInternal && random.chance(0.85),
    ...draft,
    ...known,
    atMs: known.dateTimeUtc === undefined ? instant.atMs : Date.parse(known.dateTimeUtc),
  };
}

type Draft = Pick<
  Call,
  "direction" | "callStatus" | "durationMs" | "isInternal" | "businessNumber" | "caller" | "called"
>;

function businessNumber(scene: CallScene, random: Random): string {
  if (scene.numbers.length === 0 || random.chance(RETIRED_SHARE)) return random.pick(scene.retiredNumbers);
  return scene.numbers[Math.floor(random.next() ** 1.7 * scene.numbers.length)] ?? random.pick(scene.numbers);
}

function durationOf(random: Random, status: CallStatus): number {
  switch (status) {
    case "Connected":
      return Math.min(LONGEST_CALL_MS, 8_000 + Math.round(-Math.log(1 - random.next()) * 190_000));
    case "VoiceMail":
      return random.integer(15_000, 90_000);
    case "Missed":
      return random.chance(0.1) ? 0 : random.integer(4_000, 40_000);
    case "Dropped":
      return random.integer(300, 15_000);
  }
}

function incomingStatus(random: Random, open: boolean): CallStatus {
  const draw = random.next();
  if (open) return draw < 0.7 ? "Connected" : draw < 0.82 ? "VoiceMail" : draw < 0.94 ? "Missed" : "Dropped";
  return draw < 0.05 ? "Connected" : draw < 0.6 ? "VoiceMail" : draw < 0.9 ? "Missed" : "Dropped";
}

function incomingCall(scene: CallScene, random: Random, open: boolean): Draft {
  const callStatus = incomingStatus(random, open);
  const client = random.pick(scene.clients);
  const ringing = callStatus === "Connected" ? random.integer(1, 3) : random.integer(0, 3);
  return {
    direction: "Incoming",
    callStatus,
    durationMs: durationOf(random, callStatus),
    isInternal: false,
    businessNumber: businessNumber(scene, random),
    caller: random.chance(0.01) ? { name: "Anonymous" } : outside(client),
    called: ring(scene, random, ringing, callStatus === "Connected"),
  };
}

function ring(scene: CallScene, random: Random, count: number, answered: boolean): CalledParticipant[] {
  const { agents } = scene.team;
  if (agents.length === 0) return [];
  const first = random.integer(0, agents.length - 1);
  const ringing = Math.min(count, agents.length);
  const answering = answered ? random.integer(0, ringing - 1) : -1;
  const knowsFirst = random.chance(0.7);
  const called: CalledParticipant[] = [];
  for (let offset = 0; offset < ringing; offset++) {
    const agent = agents[(first + offset) % agents.length];
    if (agent === undefined) continue;
    const isConnected = offset === answering;
    called.push({
      isConnected,
      ...(isConnected && knowsFirst ? { isFirstConnected: true } : {}),
      name: agent.name,
      extension: agent.extension,
    });
  }
  return called;
}

function outgoingCall(scene: CallScene, random: Random): Draft {
  const agent = random.pick(scene.team.agents);
  const draw = random.next();
  const callStatus = draw < 0.76 ? "Connected" : draw < 0.92 ? "Missed" : "Dropped";
  const isConnected = callStatus === "Connected";
  return {
    direction: "Outgoing",
    callStatus,
    durationMs: durationOf(random, callStatus),
    isInternal: false,
    businessNumber: businessNumber(scene, random),
    caller: { name: agent.name, extension: agent.extension },
    called: [{ isConnected, ...outside(random.pick(scene.clients)) }],
  };
}

function internalCall(scene: CallScene, random: Random): Draft {
  const { agents } = scene.team;
  const from = random.integer(0, agents.length - 1);
  const caller = agents[from];
  const called = agents[(from + random.integer(1, agents.length - 1)) % agents.length];
  if (caller === undefined || called === undefined) throw new Error("An internal call needs two agents.");
  const callStatus = random.chance(0.8) ? "Connected" : "Missed";
  return {
    direction: "Outgoing",
    callStatus,
    durationMs: durationOf(random, callStatus),
    isInternal: true,
    businessNumber: random.chance(0.5) ? businessNumber(scene, random) : null,
    caller: { name: caller.name, extension: caller.extension },
    called: [{ isConnected: callStatus === "Connected", name: called.name, extension: called.extension }],
  };
}

function outside(client: Client): Participant {
  return client.name === null ? { phone: client.phone } : { name: client.name, phone: client.phone };
}
