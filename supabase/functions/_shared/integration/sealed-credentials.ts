import * as v from "valibot";
import type { CredentialKey } from "../credentials/credential-key.ts";
import { decryptSecret, encryptSecret, type SealedSecret } from "../credentials/envelope.ts";
import type { Keyring } from "../credentials/keyring.ts";
import type { ApiKeys } from "../mightycall/token.ts";

/** Which row a secret belongs to. */
export type IntegrationIdentity = { readonly org_id: string; readonly integration_id: string };

export const sealedSecretSchema = v.object({
  key_version: v.number(),
  iv: v.string(),
  ciphertext: v.string(),
});

const apiKeysSchema = v.object({ api_key: v.string(), user_key: v.string() });

/** Seals an account's keys for the one row that they belong to. */
export async function sealApiKeys(
  key: CredentialKey,
  identity: IntegrationIdentity,
  keys: ApiKeys,
): Promise<SealedSecret> {
  const plaintext = JSON.stringify({ api_key: keys.api_key, user_key: keys.user_key });
  return await encryptSecret(key, plaintext, bindingOf(identity, "credentials"));
}

/** @throws TamperedCredentialError, InvalidCredentialKeyError */
export async function openApiKeys(
  keyring: Keyring,
  identity: IntegrationIdentity,
  sealed: SealedSecret,
): Promise<ApiKeys> {
  const key = await keyring.version(sealed.key_version);
  return v.parse(
    apiKeysSchema,
    JSON.parse(await decryptSecret(key, sealed, bindingOf(identity, "credentials"))),
  );
}

/** The binding that ties a secret to its row and use. */
export function bindingOf(identity: IntegrationIdentity, purpose: "credentials" | "access_token") {
  return { organization_id: identity.org_id, integration_id: identity.integration_id, purpose };
}
