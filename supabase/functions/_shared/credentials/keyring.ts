import * as v from "valibot";
import type { WorkerDatabase } from "../database/worker-database.ts";
import { type CredentialKey, InvalidCredentialKeyError, importCredentialKey } from "./credential-key.ts";

/** The versions of the credential key. It lives as long as one request or pass, so that a rotation is seen soon. */
export type Keyring = {
  /** The version that new secrets are sealed with. @throws InvalidCredentialKeyError when there is none. */
  current(): Promise<CredentialKey>;
  /** @throws InvalidCredentialKeyError when that version is gone. There is no fallback. */
  version(version: number): Promise<CredentialKey>;
};

const currentKeySchema = v.object({ version: v.number(), key: v.string() });

/** Reads keys from the vault through the worker schema, each at most once. */
export function createKeyring(database: WorkerDatabase): Keyring {
  const versions = new Map<number, Promise<CredentialKey>>();

  async function read(version: number): Promise<CredentialKey> {
    const key = await database.call("credential_key", { key_version: version });
    if (typeof key !== "string") {
      throw new InvalidCredentialKeyError(`Credential key version ${version} is missing from the vault.`);
    }
    return await importCredentialKey(version, key);
  }

  return {
    async current() {
      const newest = v.safeParse(currentKeySchema, await database.call("current_credential_key"));
      if (!newest.success) throw new InvalidCredentialKeyError("The vault holds no credential key.");
      return await importCredentialKey(newest.output.version, newest.output.key);
    },
    version(version) {
      const known = versions.get(version) ?? read(version);
      versions.set(version, known);
      return known;
    },
  };
}
