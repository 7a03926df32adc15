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

/** Seals an account's keys for the one row that they belong to. */
export async function sealApiKeys(
  key: CredentialKey,
  identity: IntegrationIdentity,
  keys: ApiKeys,
): Promise<SealedSecret> {
  return await sealCredentials(key, identity, { api_key: keys.api_key, user_key: keys.user_key });
}

/** Seals what an account needs to be reached, whatever its shape, for the one row that it belongs to. */
export async function sealCredentials(
  key: CredentialKey,
  identity: IntegrationIdentity,
  credentials: unknown,
): Promise<SealedSecret> {
  return await encryptSecret(key, JSON.stringify(credentials), bindingOf(identity, "credentials"));
}

/** @throws TamperedCredentialError, InvalidCredentialKeyError */
export async function openCredentials(
  keyring: Keyring,
  identity: IntegrationIdentity,
  sealed: SealedSecret,
): Promise<unknown> {
  const key = await keyring.version(sealed.key_version);
  return JSON.parse(await decryptSecret(key, sealed, bindingOf(identity, "credentials")));
}

/** The binding that ties a secret to its row and use. */
export function bindingOf(identity: IntegrationIdentity, purpose: "credentials" | "access_token") {
  return { organization_id: identity.org_id, integration_id: identity.integration_id, purpose };
}
