import { type CredentialInput, keyHint } from "../_shared/credentials/credential-input.ts";
import { apiKeyFingerprint } from "../_shared/credentials/fingerprint.ts";
import { createKeyring } from "../_shared/credentials/keyring.ts";
import { MAX_RECORDING_BYTES, REQUEST_TIMEOUT_MS } from "../_shared/integration/connect-provider.ts";
import { providerHosts } from "../_shared/integration/provider-hosts.ts";
import { sealApiKeys } from "../_shared/integration/sealed-credentials.ts";
import { createMightyCall } from "../_shared/mightycall/mightycall.ts";
import type { AccessToken } from "../_shared/mightycall/token.ts";
import { ProviderError } from "../_shared/provider/provider-error.ts";
import { type Context, integrationForAdmin, noteFailedAttempt } from "./context.ts";

/**
 * Tries the credentials on the provider, then seals and stores them. What the provider refuses is not stored.
 * @throws Problem, ProviderError, InvalidCredentialKeyError
 */
export async function saveCredentials(
  context: Context,
  input: CredentialInput & { readonly org_id: string },
): Promise<unknown> {
  const { actor, database, environment } = context;
  const existing = await integrationForAdmin(context, input.org_id);
  await database.call("take_rate_limit", { what: "save_credentials", actor, organization: input.org_id });
  const fingerprint = await apiKeyFingerprint(input.account_type, input.api_key);
  // A missing key must stop us before the provider is asked, since nothing could be stored.
  const key = await createKeyring(database).current();

  try {
    await verifyCredentials(input, {
      hosts: providerHosts(environment),
      spend: async () => {
        const isGranted = await database.call("spend_request_of_account", {
          fingerprint,
          provider_name: "mightycall",
        });
        if (isGranted !== true) throw new ProviderError("daily_limit");
      },
    });
  } catch (error) {
    if (error instanceof ProviderError)
      await noteFailedAttempt(context, input.org_id, "credentials.saved", error);
    throw error;
  }

  const identity = { org_id: input.org_id, integration_id: existing.integration_id ?? crypto.randomUUID() };
  return await database.call("save_integration", {
    actor,
    organization: identity.org_id,
    integration: identity.integration_id,
    account: input.account_type,
    hint: keyHint(input.api_key),
    fingerprint,
    ...(await sealApiKeys(key, identity, input)),
  });
}

type Verification = { hosts: ReturnType<typeof providerHosts>; spend: () => Promise<void> };

async function verifyCredentials(input: CredentialInput, { hosts, spend }: Verification): Promise<void> {
  let token: AccessToken | null = null;
  const provider = createMightyCall({
    account_type: input.account_type,
    keys: { api_key: input.api_key, user_key: input.user_key },
    hosts,
    transport: { fetch: globalThis.fetch, timeoutMs: REQUEST_TIMEOUT_MS, nowMs: Date.now },
    spend,
    loadToken: () => Promise.resolve(token),
    storeToken: (fresh) => {
      token = fresh;
      return Promise.resolve();
    },
    maxRecordingBytes: MAX_RECORDING_BYTES,
  });
  await provider.verify();
}
