import type { AccountType } from "../credentials/credential-input.ts";
import type { Provider, RequestKind } from "./provider.ts";

/** How requests leave. `nowMs` is a clock in epoch milliseconds; `signal` stops whatever is under way. */
export type ProviderTransport = {
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly nowMs: () => number;
  readonly signal?: AbortSignal | undefined;
};

/** An access token of a provider. `expires_at` is ISO 8601 in UTC. The token is a secret. */
export type AccessToken = { readonly access_token: string; readonly expires_at: string };

/** All that the account of one organization needs to be reached. */
export type ProviderSetup = {
  readonly account_type: AccountType;
  /** What the organization saved, as it was sealed. Each provider knows its own shape. */
  readonly credentials: unknown;
  readonly transport: ProviderTransport;
  /** Counts a request in the budget before it leaves. It may throw, and then nothing leaves. */
  readonly spend: (kind: RequestKind) => Promise<void>;
  /** The token that workers share, if there is one. */
  readonly loadToken: () => Promise<AccessToken | null>;
  readonly storeToken: (token: AccessToken) => Promise<void>;
  /** The most bytes that one answer with audio may have. */
  readonly maxRecordingBytes: number;
};

/** Makes a provider of a setup, for the hosts that it may talk to. @throws when the credentials have another shape */
export type ProviderFactory<Hosts> = (setup: ProviderSetup, hosts: Hosts) => Provider;
