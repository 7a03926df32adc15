import type { AccountType } from "../credentials/credential-input.ts";
import type { SealedSecret } from "../credentials/envelope.ts";
import type { Keyring } from "../credentials/keyring.ts";
import type { WorkerDatabase } from "../database/worker-database.ts";
import type { MightyCallHosts } from "../mightycall/hosts.ts";
import { createMightyCall } from "../mightycall/mightycall.ts";
import type { Provider } from "../provider/provider.ts";
import type { RequestBudget } from "./request-budget.ts";
import { type IntegrationIdentity, openApiKeys } from "./sealed-credentials.ts";
import { createSharedToken } from "./shared-token.ts";

export type StoredIntegration = IntegrationIdentity & {
  readonly account_type: AccountType;
  readonly credentials: SealedSecret;
};

export type ConnectionOptions = {
  readonly database: WorkerDatabase;
  readonly keyring: Keyring;
  readonly hosts: MightyCallHosts;
  readonly budget: RequestBudget;
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
  return createMightyCall({
    account_type: integration.account_type,
    keys: await openApiKeys(keyring, integration, integration.credentials),
    hosts,
    transport: { fetch: globalThis.fetch, timeoutMs: REQUEST_TIMEOUT_MS, nowMs: Date.now, signal },
    spend: () => budget.spend(),
    ...createSharedToken(database, keyring, integration),
    maxRecordingBytes: MAX_RECORDING_BYTES,
  });
}
