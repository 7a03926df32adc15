import * as v from "valibot";
import { InvalidCredentialKeyError } from "../credentials/credential-key.ts";
import {
  decryptSecret,
  encryptSecret,
  type SealedSecret,
  TamperedCredentialError,
} from "../credentials/envelope.ts";
import type { Keyring } from "../credentials/keyring.ts";
import type { WorkerDatabase } from "../database/worker-database.ts";
import type { AccessToken } from "../provider/provider-setup.ts";
import { bindingOf, type IntegrationIdentity, sealedSecretSchema } from "./sealed-credentials.ts";

const storedTokenSchema = v.nullable(v.object({ ...sealedSecretSchema.entries, expires_at: v.string() }));

/**
 * The access token that all workers of an integration share, sealed in the database. A token made with credentials that
 * were replaced meanwhile is not kept.
 */
export function createSharedToken(
  database: WorkerDatabase,
  keyring: Keyring,
  integration: IntegrationIdentity & { readonly credentials: SealedSecret },
) {
  const binding = bindingOf(integration, "access_token");
  return {
    async loadToken(): Promise<AccessToken | null> {
      const stored = v.parse(
        storedTokenSchema,
        await database.call("load_access_token", { integration: integration.integration_id }),
      );
      if (stored === null) return null;
      try {
        const key = await keyring.version(stored.key_version);
        return { access_token: await decryptSecret(key, stored, binding), expires_at: stored.expires_at };
      } catch (error) {
        // A token is only a cache: one that does not open, or outlived its key, is replaced by a new one and never used.
        const isUnusable =
          error instanceof TamperedCredentialError || error instanceof InvalidCredentialKeyError;
        if (isUnusable) return null;
        throw error;
      }
    },
    async storeToken(token: AccessToken): Promise<void> {
      const sealed = await encryptSecret(await keyring.current(), token.access_token, binding);
      await database.call("store_access_token", {
        integration: integration.integration_id,
        credentials_ciphertext: integration.credentials.ciphertext,
        ...sealed,
        expires_at: token.expires_at,
      });
    },
  };
}
