import { InvalidCredentialKeyError } from "../_shared/credentials/credential-key.ts";
import { TamperedCredentialError } from "../_shared/credentials/envelope.ts";
import { ProviderError } from "../_shared/provider/provider-error.ts";
import type { Failure } from "./lease.ts";

/** Whether stored credentials can't be opened: edited, moved, or their key is gone. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof TamperedCredentialError || error instanceof InvalidCredentialKeyError;
}

/** What a job's row says about an error, in words that a person can act on and without anything secret. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof ProviderError) {
    return { class: error.error_class, code: error.code, hint: `${error.message} ${error.hint}` };
  }
  if (error instanceof TamperedCredentialError) {
    return {
      class: "config",
      code: "credentials_tampered",
      hint: `${error.message} No request was sent. Save the keys again, and tell the operator of this installation.`,
    };
  }
  if (error instanceof InvalidCredentialKeyError) {
    return {
      class: "config",
      code: "credential_key_missing",
      hint: "The key that opens the stored credentials is missing, so no request was sent. The operator of this installation has to restore the vault.",
    };
  }
  return {
    class: "transient",
    code: "internal_error",
    hint: "Something went wrong on our side. It is tried again by itself; if it lasts, tell support when it happened.",
  };
}
