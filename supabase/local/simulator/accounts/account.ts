import { type AccountSettings, type AccountSpec, type AccountType, settingsOf } from "./account-spec.ts";
import { type Call, type CallScene, createCall, type KnownCall } from "./calls.ts";
import { type CallFact, callFact, type MessageFact, messageFact } from "./facts.ts";
import { createHistory, type History, type Period, periodOf } from "./history.ts";
import { createMessage, type KnownMessage, type Message } from "./messages.ts";
import { createClients, createTeam, type Team } from "./people.ts";
import { createNumberPlan, createPhoneNumber, type PhoneNumber, ticks } from "./phone-numbers.ts";
import { createRandom } from "./random.ts";
import type { Rhythm } from "./rhythm.ts";

/**
 * A running account. `calls`, `messages` and `phoneNumbers` are the truth to compare a client's copy with: they know
 * nothing of pages, faults or the provider's ways of writing.
 */
export class SimulatedAccount {
  readonly spec: AccountSpec;
  readonly name: string;
  readonly accountType: AccountType;
  readonly settings: AccountSettings;
  readonly team: Team;
  /** The opaque word that stands for the account in recording addresses. */
  readonly tenant: string;
  apiKey: string;
  userKey: string;
  /** Counts up to end every access token given out so far. */
  tokenGeneration = 0;

  readonly #now: () => Date;
  readonly #period: Period;
  readonly #scene: CallScene;
  readonly #callHistory: History<Call>;
  readonly #messageHistory: History<Message>;
  readonly #callById = new Map<string, Call>();
  #active: PhoneNumber[];
  #deleted: PhoneNumber[];
  #added = 0;

  constructor(spec: AccountSpec, now: () => Date) {
    this.spec = spec;
    this.name = spec.name;
    this.accountType = spec.accountType;
    this.apiKey = spec.apiKey;
    this.userKey = spec.userKey;
    this.settings = settingsOf(spec);
    this.team = createTeam(spec.seed, spec.agents);
    this.tenant = `TENANT${createRandom(spec.seed, "tenant").hexadecimal(10)}`;
    this.#now = now;
    const period = periodOf(spec, now().getTime());
    this.#period = period;
    const plan = createNumberPlan(spec.seed, spec.phoneNumbers, period.historyEndsAtMs);
    this.#active = [...plan.active];
    this.#deleted = [...plan.deleted];

    const rhythm: Rhythm = { seed: spec.seed, utcOffsetHours: spec.utcOffsetHours ?? -5 };
    const clients = createClients(spec.seed, spec.agents);
    const retiredNumbers = [...plan.deleted.map(({ number }) => number), plan.historyOnly];
    this.#scene = {
      rhythm,
      team: this.team,
      clients,
      numbers: plan.active.map(({ number }) => number),
      retiredNumbers,
    };
    const texting = plan.active.filter(({ smsMode }) => smsMode === "Enabled").map(({ number }) => number);
    const messageScene = {
      team: this.team,
      clients,
      numbers: texting.length === 0 ? retiredNumbers : texting,
    };
    this.#callHistory = createHistory({
      kind: "calls",
      seed: spec.seed,
      rhythm,
      period,
      count: spec.calls,
      perHour: spec.growing?.callsPerHour ?? 0,
      create: (random, atMs) => this.#remember(this.#endInHistory(createCall(this.#scene, random, atMs))),
    });
    this.#messageHistory = createHistory({
      kind: "messages",
      seed: spec.seed,
      rhythm,
      period,
      count: spec.messages,
      perHour: spec.growing?.messagesPerHour ?? 0,
      create: (random, atMs) => createMessage(messageScene, random, atMs),
    });
    this.#createMessage = (atMs, known) =>
      createMessage(messageScene, createRandom(spec.seed, "added", this.#added++), atMs, known);
  }

  readonly #createMessage: (atMs: number, known: KnownMessage) => Message;

  /** Every call that exists by now, oldest first, as it truly is. */
  calls(): CallFact[] {
    const nowMs = this.#now().getTime();
    return this.callsBetween(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY).map((call) =>
      callFact(call, nowMs, this.settings.recordingDelaySeconds),
    );
  }

  /** Every message that exists by now, oldest first, as it truly is. */
  messages(): MessageFact[] {
    return this.messagesBetween(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY).map(messageFact);
  }

  /** The numbers in use and the deleted ones that the provider still lists. */
  phoneNumbers(): { active: readonly PhoneNumber[]; deleted: readonly PhoneNumber[] } {
    return { active: [...this.#active], deleted: [...this.#deleted] };
  }

  /** Business numbers that calls are on although no answer lists them as in use. */
  retiredNumbers(): readonly string[] {
    return this.#scene.retiredNumbers;
  }

  /** The calls with startMs <= start < endMs that exist by now, oldest first. */
  callsBetween(startMs: number, endMs: number): Call[] {
    const nowMs = this.#now().getTime();
    return this.#callHistory.read(nowMs).between(startMs, Math.min(endMs, nowMs + 1));
  }

  /** The messages with startMs <= created < endMs that exist by now, oldest first. */
  messagesBetween(startMs: number, endMs: number): Message[] {
    const nowMs = this.#now().getTime();
    return this.#messageHistory.read(nowMs).between(startMs, Math.min(endMs, nowMs + 1));
  }

  /** A call by its id, whatever the letter case, if it exists by now. */
  findCall(id: string): Call | undefined {
    const nowMs = this.#now().getTime();
    this.#callHistory.read(nowMs);
    const call = this.#callById.get(id.toLowerCase());
    const exists = call !== undefined && call.atMs <= nowMs && call.atMs >= this.#period.keepsFromMs;
    return exists ? call : undefined;
  }

  /** Adds a call; where `known` says nothing of its start, it starts `secondsAgo` (default 0) before now. */
  addCall(known: KnownCall = {}, secondsAgo = 0): Call {
    const nowMs = this.#now().getTime();
    const random = createRandom(this.spec.seed, "added", this.#added++);
    const call = this.#remember(createCall(this.#scene, random, nowMs - secondsAgo * 1000, known));
    this.#callHistory.read(nowMs).insert(call);
    return call;
  }

  /** Changes a call after the fact, as a late recording or a corrected status does. */
  changeCall(id: string, changes: KnownCall): Call {
    const before = this.findCall(id);
    if (before === undefined) throw new Error(`There is no call ${id} in ${this.name}.`);
    const moved = changes.dateTimeUtc === undefined ? {} : { atMs: Date.parse(changes.dateTimeUtc) };
    const after: Call = { ...before, ...changes, ...moved, id: before.id };
    this.#callHistory.read(this.#now().getTime()).replace(before, after);
    this.#remember(after);
    return after;
  }

  /** Adds a message; where `known` says nothing of its time, it is `secondsAgo` (default 0) before now. */
  addMessage(known: KnownMessage = {}, secondsAgo = 0): Message {
    const nowMs = this.#now().getTime();
    const message = this.#createMessage(nowMs - secondsAgo * 1000, known);
    this.#messageHistory.read(nowMs).insert(message);
    return message;
  }

  /** Adds a number in use, or takes a deleted one back into use. */
  addPhoneNumber(known: Partial<PhoneNumber> & { readonly number: string }): PhoneNumber {
    const random = createRandom(this.spec.seed, "number", known.number);
    const added = createPhoneNumber(random, { ...known, whenDeleted: null });
    this.#active = [...this.#active.filter(({ number }) => number !== known.number), added];
    this.#deleted = this.#deleted.filter(({ number }) => number !== known.number);
    return added;
  }

  /** Moves a number to the deleted ones, or with `forget` out of every answer. */
  removePhoneNumber(number: string, options: { readonly forget?: boolean } = {}): void {
    const removed = this.#active.find((known) => known.number === number);
    if (removed === undefined) throw new Error(`${number} is not in use in ${this.name}.`);
    this.#active = this.#active.filter((known) => known !== removed);
    if (options.forget === true) return;
    const whenDeleted = ticks(this.#now().getTime());
    this.#deleted = [...this.#deleted, { ...removed, isEnabled: false, whenDeleted }];
  }

  #remember(call: Call): Call {
    this.#callById.set(call.id, call);
    return call;
  }

  /** The generated history is over: none of its calls is still going on when growth begins. */
  #endInHistory(call: Call): Call {
    const endsAtMs = this.#period.historyEndsAtMs;
    return call.atMs < endsAtMs && call.atMs + call.durationMs > endsAtMs
      ? { ...call, durationMs: endsAtMs - call.atMs }
      : call;
  }
}
