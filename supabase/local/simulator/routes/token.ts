import { type Answer, json } from "../http/answer.ts";
import type { Exchange, OpenRoute } from "../http/exchange.ts";
import { TOKEN_LIFETIME_SECONDS } from "../http/tokens.ts";

const FORM = "application/x-www-form-urlencoded";

/** Trades the keys of an account, or a refresh token, for a new access token. */
export const tokenRoute: OpenRoute = {
  access: "open",
  kind: "token",
  methods: ["POST"],
  pattern: "/v4/auth/token",
  handle: answerToken,
};

const refuse = (error: string): Answer => json(400, { error });

function answerToken(exchange: Exchange): Answer {
  const mediaType = (exchange.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (mediaType !== FORM) return refuse("unsupported_grant_type");
  const form = new URLSearchParams(exchange.body);
  switch (form.get("grant_type")) {
    case "client_credentials":
      return clientCredentials(exchange, form);
    case "refresh_token":
      return refresh(exchange, form);
    default:
      return refuse("unsupported_grant_type");
  }
}

function clientCredentials(exchange: Exchange, form: URLSearchParams): Answer {
  const account = exchange.accounts.findByApiKey(form.get("client_id") ?? "", exchange.family);
  if (account === undefined || form.get("client_secret") !== account.userKey) return refuse("invalid_client");
  if (account.settings.requireApiKeyHeader && exchange.headers["x-api-key"] !== account.apiKey) {
    return refuse("invalid_client");
  }
  return grant(exchange, account);
}

function refresh(exchange: Exchange, form: URLSearchParams): Answer {
  const owner = exchange.tokens.redeem(form.get("refresh_token") ?? "");
  const account = exchange.accounts.list().find(({ name }) => name === owner);
  if (account === undefined || account.accountType !== exchange.family) return refuse("invalid_grant");
  if (account.settings.requireApiKeyHeader && exchange.headers["x-api-key"] !== account.apiKey) {
    return refuse("invalid_client");
  }
  return grant(exchange, account);
}

function grant(exchange: Exchange, account: Parameters<Exchange["tokens"]["issue"]>[0]): Answer {
  const { accessToken, refreshToken } = exchange.tokens.issue(account);
  return json(200, {
    access_token: accessToken,
    token_type: "bearer",
    expires_in: TOKEN_LIFETIME_SECONDS,
    refresh_token: refreshToken,
  });
}
