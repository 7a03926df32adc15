import type { AccountRegistry } from "../accounts/account-registry.ts";

/** One request as the provider saw it. No keys, no tokens: safe to print. */
export interface LoggedRequest {
  /** ISO 8601, by the simulator's clock. */
  readonly time: string;
  readonly method: string;
  /** With the family's prefix, as it was sent. */
  readonly path: string;
  /** As it was sent but for secrets; empty without a query. */
  readonly query: string;
  /** The account whose key, token or recording was named, as far as it is known. */
  readonly account: string | null;
  /** Null when the connection was refused before an answer. */
  readonly status: number | null;
  readonly bearerWasRight: boolean;
  readonly apiKeyWasRight: boolean;
  /** The kinds of the faults that this request met. */
  readonly faults: readonly string[];
}

/** The recording token and whatever is as long as an access token are credentials. */
const SECRET_PARAMETERS = /([?&](?:recordid|access_token|client_secret|client_id|apikey|api_key)=)[^&]*/gi;
const LONG_OPAQUE_TEXT = /[\w-]{200,}/g;
const HIDDEN = "[hidden]";

/** Takes every secret out of a path or query. */
export function withoutSecrets(text: string, accounts: AccountRegistry): string {
  const keys = accounts.list().flatMap(({ apiKey, userKey }) => [apiKey, userKey]);
  const hidden = text.replace(SECRET_PARAMETERS, `$1${HIDDEN}`).replace(LONG_OPAQUE_TEXT, HIDDEN);
  return keys.reduce((result, key) => (key === "" ? result : result.replaceAll(key, HIDDEN)), hidden);
}
