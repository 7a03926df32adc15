import * as v from "valibot";
import type { Keyring } from "../_shared/credentials/keyring.ts";
import type { WorkerDatabase } from "../_shared/database/worker-database.ts";
import type { Logger } from "../_shared/http/log.ts";
import { openApiKeys, sealApiKeys, sealedSecretSchema } from "../_shared/integration/sealed-credentials.ts";

const BATCH = 50;

const outdatedSchema = v.array(
  v.object({ org_id: v.string(), integration_id: v.string(), ...sealedSecretSchema.entries }),
);

/**
 * Key rotation: seals a batch of credentials with the newest key version, and retires versions that nothing uses any
 * more. Credentials that do not open are left as they are for their own sync to report. Returns how many were resealed.
 */
export async function resealCredentials(
  database: WorkerDatabase,
  keyring: Keyring,
  logger: Logger,
): Promise<number> {
  const outdated = v.parse(outdatedSchema, await database.call("credentials_to_reseal", { most: BATCH }));
  if (outdated.length === 0) return 0;

  const key = await keyring.current();
  let resealed = 0;
  for (const credentials of outdated) {
    const { org_id, integration_id } = credentials;
    try {
      const sealed = await sealApiKeys(
        key,
        credentials,
        await openApiKeys(keyring, credentials, credentials),
      );
      const isReplaced = await database.call("reseal_credentials", {
        integration: integration_id,
        previous_ciphertext: credentials.ciphertext,
        ...sealed,
      });
      if (isReplaced === true) resealed += 1;
    } catch (error) {
      logger.log("error", "reseal_failed", { org_id, integration_id, error });
    }
  }
  const retired = await database.call("retire_credential_keys");
  logger.log("info", "credentials_resealed", { resealed, version: key.version, retired });
  return resealed;
}
