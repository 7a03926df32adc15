import type { AccountType } from "../credentials/credential-input.ts";
import type { RequestKind } from "../provider/provider.ts";
import { ProviderError } from "../provider/provider-error.ts";
import type { ProviderSetup } from "../provider/provider-setup.ts";
import { type Answer, exchange } from "./exchange.ts";
import type { MightyCallHosts } from "./hosts.ts";
import { isTokenDenied, refusalError } from "./refusal.ts";
import { type AccessToken, type ApiKeys, isFresh, requestToken } from "./token.ts";

/** What a client needs from outside. */
export type ClientOptions = Omit<ProviderSetup, "credentials" | "maxRecordingBytes"> & {
  readonly keys: ApiKeys;
  readonly hosts: MightyCallHosts;
};

export type MightyCallClient = {
  /** The parsed JSON of a resource below /v4/api. @throws ProviderError */
  get(kind: RequestKind, path: string, query?: Record<string, string>): Promise<unknown>;
  /** A new token from the account's own host, stored for everyone. @throws ProviderError */
  renewToken(): Promise<AccessToken>;
  /** Whether the host of another kind of account knows these keys. The token is thrown away. */
  isKnownAs(accountType: AccountType): Promise<boolean>;
};

/** The authorised side of the API: one shared token, renewed before it expires or once when it is denied. */
export function createClient(options: ClientOptions): MightyCallClient {
  const { account_type, keys, hosts, transport, spend } = options;
  let token: AccessToken | null = null;

  async function requestTokenAs(accountType: AccountType): Promise<AccessToken> {
    await spend("token");
    return await requestToken(transport, hosts[accountType], keys);
  }

  async function renewToken(): Promise<AccessToken> {
    token = await requestTokenAs(account_type);
    await options.storeToken(token);
    return token;
  }

  async function isKnownAs(accountType: AccountType): Promise<boolean> {
    try {
      await requestTokenAs(accountType);
      return true;
    } catch (error) {
      if (error instanceof ProviderError) return false;
      throw error;
    }
  }

  // Another worker may have renewed the shared token already; asking for one more would cost a request.
  async function usableToken(denied: AccessToken | null): Promise<AccessToken> {
    if (token === null || token === denied) token = await options.loadToken();
    const isUsable =
      token !== null && token.access_token !== denied?.access_token && isFresh(token, transport.nowMs());
    return token !== null && isUsable ? token : await renewToken();
  }

  async function get(kind: RequestKind, path: string, query: Record<string, string> = {}): Promise<unknown> {
    const url = new URL(`${hosts[account_type]}/v4/api${path}?${new URLSearchParams(query)}`);
    const send = async (access: AccessToken): Promise<Answer> => {
      await spend(kind);
      return await exchange(transport, url, {
        headers: {
          accept: "application/json",
          authorization: `Bearer ${access.access_token}`,
          "x-api-key": keys.api_key,
        },
      });
    };
    const access = await usableToken(null);
    const first = await send(access);
    if (!isTokenDenied(first)) return accept(first, transport.nowMs());
    const second = await send(await usableToken(access));
    if (isTokenDenied(second)) throw new ProviderError("access_denied", { http_status: second.status });
    return accept(second, transport.nowMs());
  }

  return { get, renewToken, isKnownAs };
}

function accept(answer: Answer, nowMs: number): unknown {
  if (answer.status < 200 || answer.status > 299) throw refusalError(answer, nowMs);
  if (typeof answer.body !== "object" || answer.body === null) {
    throw new ProviderError("invalid_response", {
      detail: describeText(answer.text),
      http_status: answer.status,
    });
  }
  if ("isSuccess" in answer.body && answer.body.isSuccess === false) throw refusalError(answer, nowMs);
  return answer.body;
}

function describeText(text: string): string {
  if (text.trim() === "") return "it is empty";
  return /^\s*</.test(text) ? "it is a web page" : "it is cut off or no JSON";
}
