import type { AccountType } from "../credentials/credential-input.ts";
import type { SealedSecret } from "../credentials/envelope.ts";
import type { Keyring } from "../credentials/keyring.ts";
import type { WorkerDatabase } from "../database/worker-database.ts";
import type { Provider } from "../provider/provider.ts";
import { type ProviderHosts, setUpProvider } from "./providers.ts";
import type { RequestBudget } from "./request-budget.ts";
import { type IntegrationIdentity, openCredentials } from "./sealed-credentials.ts";
import { createSharedToken } from "./shared-token.ts";

export type StoredIntegration = IntegrationIdentity & {
  /** As in integrations.provider. */
  readonly provider: string;
  readonly account_type: AccountType;
  readonly credentials: SealedSecret;
};

export type ConnectionOptions = {
  readonly database: WorkerDatabase;
  readonly keyring: Keyring;
  readonly hosts: ProviderHosts;
  readonly budget: RequestBudget;
  /** How requests leave. Default: the platform's. */
  readonly fetch?: typeof fetch | undefined;
  /** How long one request may take. Default REQUEST_TIMEOUT_MS. */
  readonly requestTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

export const REQUEST_TIMEOUT_MS = 20_000;
export const MAX_RECORDING_BYTES = 200 * 1024 * 1024;

/**
 * The provider of an integration, with exactly the credentials that were saved for it.
 * @throws TamperedCredentialError, InvalidCredentialKeyError before any request is sent.
 */
export async function connectProvider(
  integration: StoredIntegration,
  options: ConnectionOptions,
): Promise<Provider> {
  const { database, keyring, hosts, budget, signal } = options;
  const { fetch = globalThis.fetch, requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
  const { provider, account_type } = integration;
  const setup = {
    account_type,
    credentials: await openCredentials(keyring, integration, integration.credentials),
    transport: { fetch, timeoutMs: requestTimeoutMs, nowMs: Date.now, signal },
    spend: () => budget.spend(),
    ...createSharedToken(database, keyring, integration),
    maxRecordingBytes: MAX_RECORDING_BYTES,
  };
  return setUpProvider(provider, setup, hosts);
}
