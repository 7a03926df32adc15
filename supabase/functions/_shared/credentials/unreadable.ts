import { InvalidCredentialKeyError } from "./credential-key.ts";
import { TamperedCredentialError } from "./envelope.ts";

/** Why stored credentials can't be opened, in words that a person can act on and without anything secret. */
export type Unreadable = { readonly code: string; readonly hint: string };

/** What an error says about stored credentials that were edited, moved, or whose key is gone; null for any other error. */
export function unreadableCredentials(error: unknown): Unreadable | null {
  if (error instanceof TamperedCredentialError) {
    return {
      code: "credentials_tampered",
      hint: `${error.message} No request was sent. Save the keys again, and tell the operator of this installation.`,
    };
  }
  if (error instanceof InvalidCredentialKeyError) {
    return {
      code: "credential_key_missing",
      hint: "The key that opens the stored credentials is missing, so no request was sent. The operator of this installation has to restore the vault.",
    };
  }
  return null;
}
