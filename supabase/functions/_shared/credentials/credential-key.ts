import { decodeBase64 } from "./base64.ts";

const KEY_BYTES = 32;

/** One version of the key that seals every organization's secrets. The key itself can't be exported. */
export type CredentialKey = { readonly version: number; readonly key: CryptoKey };

/** The key kept in the vault is missing or malformed: an operator has to act. Never holds the key. */
export class InvalidCredentialKeyError extends Error {
  override readonly name = "InvalidCredentialKeyError";
}

/**
 * Imports a version of the credential key from base64 of exactly 32 bytes (AES-256).
 * @throws InvalidCredentialKeyError when the version or the text is not usable.
 */
export async function importCredentialKey(version: number, base64: string): Promise<CredentialKey> {
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new InvalidCredentialKeyError("The version of a credential key must be a whole number from 1 on.");
  }
  const bytes = decodeBase64(base64.trim());
  if (bytes === null) {
    throw new InvalidCredentialKeyError(`Credential key version ${version} is not valid base64.`);
  }
  if (bytes.length !== KEY_BYTES) {
    throw new InvalidCredentialKeyError(
      `Credential key version ${version} has ${bytes.length} bytes; AES-256 needs exactly ${KEY_BYTES}.`,
    );
  }
  const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  return { version, key };
}
