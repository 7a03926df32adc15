import * as v from "valibot";
import type { CredentialKey } from "../_shared/credentials/credential-key.ts";
import type { Keyring } from "../_shared/credentials/keyring.ts";
import { unreadableCredentials } from "../_shared/credentials/unreadable.ts";
import type { WorkerDatabase } from "../_shared/database/worker-database.ts";
import type { Logger } from "../_shared/http/log.ts";
import {
  openCredentials,
  sealCredentials,
  sealedSecretSchema,
} from "../_shared/integration/sealed-credentials.ts";

const BATCH = 50;

const outdatedSchema = v.object({
  org_id: v.string(),
  integration_id: v.string(),
  ...sealedSecretSchema.entries,
});

type Outdated = v.InferOutput<typeof outdatedSchema>;

/**
 * Key rotation: seals a batch of credentials with the newest key version. Credentials that do not open are reported on
 * their integration and left as they are. Returns how many were resealed.
 */
export async function resealCredentials(
  database: WorkerDatabase,
  keyring: Keyring,
  logger: Logger,
): Promise<number> {
  const outdated = v.parse(
    v.array(outdatedSchema),
    await database.call("credentials_to_reseal", { most: BATCH }),
  );
  if (outdated.length === 0) return 0;

  const key = await newestKey(keyring, logger);
  if (key === null) return 0;
  let resealed = 0;
  for (const credentials of outdated) {
    const { org_id, integration_id } = credentials;
    try {
      if (await reseal(database, keyring, key, credentials)) resealed += 1;
    } catch (error) {
      const unreadable = unreadableCredentials(error);
      if (unreadable === null) throw error;
      logger.log("error", "reseal_failed", { org_id, integration_id, error });
      await database.call("report_unreadable_credentials", { integration: integration_id, ...unreadable });
    }
  }
  logger.log("info", "credentials_resealed", { resealed, version: key.version });
  return resealed;
}

// A vault without its newest key stops the rotation, and not the syncs whose own key is there.
async function newestKey(keyring: Keyring, logger: Logger): Promise<CredentialKey | null> {
  try {
    return await keyring.current();
  } catch (error) {
    if (unreadableCredentials(error) === null) throw error;
    logger.log("error", "credential_key_missing", { error });
    return null;
  }
}

async function reseal(
  database: WorkerDatabase,
  keyring: Keyring,
  key: CredentialKey,
  credentials: Outdated,
): Promise<boolean> {
  const opened = await openCredentials(keyring, credentials, credentials);
  const isReplaced = await database.call("reseal_credentials", {
    integration: credentials.integration_id,
    previous_ciphertext: credentials.ciphertext,
    ...(await sealCredentials(key, credentials, opened)),
  });
  return isReplaced === true;
}
