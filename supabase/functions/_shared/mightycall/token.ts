import * as v from "valibot";
import { ProviderError } from "../provider/provider-error.ts";
import type { AccessToken } from "../provider/provider-setup.ts";
import { exchange, type Transport } from "./exchange.ts";
import { readAnswer, wholeNumber } from "./fields.ts";
import { refusalError } from "./refusal.ts";

export type { AccessToken };

export type ApiKeys = { readonly api_key: string; readonly user_key: string };

const RENEW_BEFORE_EXPIRY_MS = 5 * 60_000;

const tokenSchema = v.object({
  // What can't stand in a header is no token.
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/)),
  expires_in: v.pipe(wholeNumber, v.number(), v.minValue(1)),
});

/**
 * Asks the host at `baseUrl` for an access token (client credentials; form encoded; it lasts 24 hours).
 * @throws ProviderError invalid_credentials when the host refuses the keys, without saying which of them.
 */
export async function requestToken(
  transport: Transport,
  baseUrl: string,
  keys: ApiKeys,
): Promise<AccessToken> {
  const askedMs = transport.nowMs();
  const answer = await exchange(transport, new URL(`${baseUrl}/v4/auth/token`), {
    method: "POST",
    headers: { accept: "application/json", "x-api-key": keys.api_key },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: keys.api_key,
      client_secret: keys.user_key,
    }),
  });
  if (answer.status === 401) throw new ProviderError("invalid_credentials", { http_status: 401 });
  if (answer.status !== 200) throw refusalError(answer, transport.nowMs());
  const token = readAnswer(tokenSchema, answer.body);
  const expiresMs = askedMs + token.expires_in * 1000;
  return { access_token: token.access_token, expires_at: new Date(expiresMs).toISOString() };
}

/** Whether a token outlives the next few minutes, so that it does not expire on its way. */
export function isFresh(token: AccessToken, nowMs: number): boolean {
  return Date.parse(token.expires_at) - RENEW_BEFORE_EXPIRY_MS > nowMs;
}
