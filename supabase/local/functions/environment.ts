import { jsonWebKeySet } from "../gateway/tokens.ts";
import type { StackKeys } from "../keys.ts";

export type FunctionSecrets = Record<string, string>;

/**
 * What a function finds in its environment: what the platform gives to each, and the project's own secrets. Nothing
 * of this machine's environment is passed on.
 */
export function functionEnvironment(
  apiUrl: string,
  keys: StackKeys,
  secrets: FunctionSecrets,
): Record<string, string> {
  return {
    SUPABASE_URL: apiUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify(keys.secretKeys),
    SUPABASE_JWKS: JSON.stringify(jsonWebKeySet(keys.jwtSecret)),
    ...secrets,
  };
}
