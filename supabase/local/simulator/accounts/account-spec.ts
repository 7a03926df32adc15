/** What a simulated MightyCall account is made from; the same spec makes the same account every time. */
export interface AccountSpec {
  readonly name: string;
  /** Decides the path prefix that the account's keys answer under, as the real families have hosts of their own. */
  readonly accountType: AccountType;
  readonly apiKey: string;
  readonly userKey: string;
  readonly seed: string | number;
  /** Numbers in use at the start. One deleted number and one known from history alone come on top. */
  readonly phoneNumbers: number;
  /** Calls in the generated history, exactly. */
  readonly calls: number;
  /** Messages in the generated history, exactly. */
  readonly messages: number;
  /** How many days the history is spread over. */
  readonly days: number;
  readonly agents: number;
  /** `no_api`: a token is given, and every resource answers 403. Default `api`. */
  readonly plan?: Plan;
  /** Where history ends and growth begins, ISO 8601. Default: the last UTC midnight when the account is made. */
  readonly historyEndsAt?: string;
  /** The hours that the account's business hours are ahead of UTC. Default -5. */
  readonly utcOffsetHours?: number;
  readonly growing?: Growth;
  /** Requests per API key in any 24 hours. Default 2,500, as the provider states. */
  readonly dailyLimit?: number;
  /** The provider does not say how it answers beyond the limit. Default 429. */
  readonly dailyLimitStatus?: 429 | 403;
  /** The provider documents both forms of the journal answer. Default `bare`. */
  readonly journalEnvelope?: JournalEnvelope;
  /** Whether `x-api-key` is demanded beside the bearer. Default true. */
  readonly requireApiKeyHeader?: boolean;
  /** How long a recording's address works after it was given out. Default: for ever. */
  readonly recordingUrlLifetimeSeconds?: number;
  /** How long after its end a call gets its recording. Default 0. */
  readonly recordingDelaySeconds?: number;
}

export type AccountType = "classic" | "call_center";
type Plan = "api" | "no_api";
type JournalEnvelope = "bare" | "data";

/** New rows appear as the clock advances, the same ones after every restart. */
interface Growth {
  readonly callsPerHour: number;
  readonly messagesPerHour?: number;
  /**
   * Forgets what is older than this when the account is made. With a `historyEndsAt` long ago, an account then always
   * has about the same amount of recent rows, whatever the day it is started on.
   */
  readonly keepDays?: number;
}

/** What may be changed while the account runs. */
export interface AccountSettings {
  plan: Plan;
  dailyLimit: number;
  dailyLimitStatus: 429 | 403;
  journalEnvelope: JournalEnvelope;
  requireApiKeyHeader: boolean;
  recordingUrlLifetimeSeconds: number | null;
  recordingDelaySeconds: number;
}

/** The settings of a spec, with the provider's documented behaviour where the spec is silent. */
export function settingsOf(spec: AccountSpec): AccountSettings {
  return {
    plan: spec.plan ?? "api",
    dailyLimit: spec.dailyLimit ?? 2500,
    dailyLimitStatus: spec.dailyLimitStatus ?? 429,
    journalEnvelope: spec.journalEnvelope ?? "bare",
    requireApiKeyHeader: spec.requireApiKeyHeader ?? true,
    recordingUrlLifetimeSeconds: spec.recordingUrlLifetimeSeconds ?? null,
    recordingDelaySeconds: spec.recordingDelaySeconds ?? 0,
  };
}

/** The path prefix that stands for the host of an account family. */
export const PREFIX_OF: Readonly<Record<AccountType, string>> = {
  classic: "/classic",
  call_center: "/call-center",
};
