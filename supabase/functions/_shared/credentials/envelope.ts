import { decodeBase64, encodeBase64 } from "./base64.ts";
import type { CredentialKey } from "./credential-key.ts";

const IV_BYTES = 12;

type SecretPurpose = "credentials" | "access_token";

/** The row a sealed secret belongs to. A secret opens only under the binding that it was sealed with. */
export type SecretBinding = {
  readonly organization_id: string;
  readonly integration_id: string;
  readonly purpose: SecretPurpose;
};

/** What the database keeps. `iv` and `ciphertext` (with its 16-byte tag) are base64. */
export type SealedSecret = {
  readonly key_version: number;
  readonly iv: string;
  readonly ciphertext: string;
};

/** A sealed secret was edited, moved to another row, or sealed by another key. */
export class TamperedCredentialError extends Error {
  override readonly name = "TamperedCredentialError";

  constructor(options?: ErrorOptions) {
    super("The stored credentials could not be opened: they were changed or moved after saving.", options);
  }
}

/** Seals a secret with AES-256-GCM, a fresh 12-byte IV and the binding as additional data (NIST SP 800-38D). */
export async function encryptSecret(
  key: CredentialKey,
  plaintext: string,
  binding: SecretBinding,
): Promise<SealedSecret> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const ciphertext = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: additionalData(key, binding) },
    key.key,
    new TextEncoder().encode(plaintext),
  );
  return {
    key_version: key.version,
    iv: encodeBase64(iv),
    ciphertext: encodeBase64(new Uint8Array(ciphertext)),
  };
}

/**
 * Opens a sealed secret.
 * @throws TamperedCredentialError whatever the reason for which it does not open.
 */
export async function decryptSecret(
  key: CredentialKey,
  sealed: SealedSecret,
  binding: SecretBinding,
): Promise<string> {
  const iv = decodeBase64(sealed.iv);
  const ciphertext = decodeBase64(sealed.ciphertext);
  if (sealed.key_version !== key.version || iv?.length !== IV_BYTES || ciphertext === null) {
    throw new TamperedCredentialError();
  }
  try {
    const plaintext = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv, additionalData: additionalData(key, binding) },
      key.key,
      ciphertext,
    );
    return new TextDecoder("utf-8", { fatal: true }).decode(plaintext);
  } catch (cause) {
    throw new TamperedCredentialError({ cause });
  }
}

// A JSON array of strings and a number has one reading only, so no two bindings share an encoding.
// UUIDs compare without case, hence the lower case.
function additionalData(key: CredentialKey, binding: SecretBinding): Uint8Array<ArrayBuffer> {
  const parts = [
    "victorysync.secret",
    binding.organization_id.toLowerCase(),
    binding.integration_id.toLowerCase(),
    key.version,
    binding.purpose,
  ];
  return new TextEncoder().encode(JSON.stringify(parts));
}
