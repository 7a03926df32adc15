import { unreadableCredentials } from "../_shared/credentials/unreadable.ts";
import { ProviderError } from "../_shared/provider/provider-error.ts";
import type { Failure } from "./lease.ts";

/** What a job's row says about an error, in words that a person can act on and without anything secret. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof ProviderError) {
    return { class: error.error_class, code: error.code, hint: `${error.message} ${error.hint}` };
  }
  const unreadable = unreadableCredentials(error);
  if (unreadable !== null) return { class: "config", ...unreadable };
  return {
    class: "transient",
    code: "internal_error",
    hint: "Something went wrong on our side. It is tried again by itself; if it lasts, tell support when it happened.",
  };
}
