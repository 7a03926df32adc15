import type { SimulatedAccount } from "../accounts/account.ts";
import type { AccountRegistry } from "../accounts/account-registry.ts";
import { type AccountType, PREFIX_OF } from "../accounts/account-spec.ts";
import type { Fault } from "../faults/fault.ts";
import type { FaultControl } from "../faults/fault-control.ts";
import { damageAnswer, substituteAnswer } from "../faults/interference.ts";
import { listingOf } from "../faults/listing.ts";
import { callRoutes } from "../routes/calls.ts";
import { journalRoutes } from "../routes/journal.ts";
import { peopleRoutes, pingRoute } from "../routes/people.ts";
import { phoneNumberRoutes } from "../routes/phone-numbers.ts";
import { recordingRoute } from "../routes/recordings.ts";
import { tokenRoute } from "../routes/token.ts";
import { type Answer, json, methodNotAllowed, noSuchPath, unauthorized } from "./answer.ts";
import type { DailyLimit } from "./daily-limit.ts";
import type { Exchange, Route } from "./exchange.ts";
import { createQuery } from "./query.ts";
import type { ReceivedRequest } from "./received-request.ts";
import { findRoute } from "./router.ts";
import type { Tokens } from "./tokens.ts";

const ROUTES: readonly Route[] = [
  tokenRoute,
  pingRoute,
  recordingRoute,
  ...callRoutes,
  ...phoneNumberRoutes,
  ...peopleRoutes,
  ...journalRoutes,
];

/** What the provider makes of a request; without an answer the connection is to be reset. */
interface Outcome {
  readonly answer: Answer | undefined;
  readonly account: string | null;
  readonly bearerWasRight: boolean;
  readonly apiKeyWasRight: boolean;
  readonly faults: readonly Fault[];
}

interface ProviderParts {
  /** Where the simulator is reached, without a slash at the end. */
  readonly url: () => string;
  readonly now: () => Date;
  readonly accounts: AccountRegistry;
  readonly faults: FaultControl;
  readonly tokens: Tokens;
  readonly dailyLimit: DailyLimit;
}

/** Answers requests as the provider would: both families of accounts, each below its own prefix. */
export function createProvider(parts: ProviderParts): (request: ReceivedRequest) => Outcome {
  let requests = 0;

  return (request) => {
    requests += 1;
    const nothingKnown = { account: null, bearerWasRight: false, apiKeyWasRight: false, faults: [] };
    const family = familyOf(request.path);
    if (family === undefined) return { ...nothingKnown, answer: noSuchPath() };
    const path = request.path.slice(PREFIX_OF[family].length);
    const match = findRoute(ROUTES, request.method, path);
    if (match === "no_such_path") return { ...nothingKnown, answer: noSuchPath() };
    if (match === "wrong_method") return { ...nothingKnown, answer: methodNotAllowed(request.method) };

    const { route, params } = match;
    const caller = identify(parts, request, family);
    const faults = parts.faults.meet({ kind: route.kind, account: caller.account?.name ?? null, path });
    const exchange: Exchange = {
      method: request.method,
      headers: request.headers,
      query: createQuery(request.query),
      params,
      body: request.body,
      family,
      origin: `${parts.url()}${PREFIX_OF[family]}`,
      nowMs: parts.now().getTime(),
      accounts: parts.accounts,
      tokens: parts.tokens,
      listing: listingOf(faults, requests),
    };
    return {
      account: caller.account?.name ?? null,
      bearerWasRight: caller.bearerWasRight,
      apiKeyWasRight: caller.apiKeyWasRight,
      faults,
      answer: faults.some(({ kind }) => kind === "down")
        ? undefined
        : damageAnswer(faults, answer(parts, route, exchange, caller, faults)),
    };
  };
}

function familyOf(path: string): AccountType | undefined {
  const families: readonly AccountType[] = ["classic", "call_center"];
  return families.find((family) => path.toLowerCase().startsWith(`${PREFIX_OF[family]}/`));
}

interface Caller {
  /** Known by its API key or bearer, or by the tenant that a recording's address names. */
  readonly account: SimulatedAccount | undefined;
  readonly bearerWasRight: boolean;
  readonly apiKeyWasRight: boolean;
}

function identify(parts: ProviderParts, request: ReceivedRequest, family: AccountType): Caller {
  const apiKey = request.headers["x-api-key"];
  const byKey = typeof apiKey === "string" ? parts.accounts.findByApiKey(apiKey, family) : undefined;
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const candidates = parts.accounts
    .list()
    .filter((account) => account.accountType === family && (byKey === undefined || account === byKey));
  const byBearer =
    bearer === undefined ? undefined : candidates.find((account) => parts.tokens.verify(account, bearer));
  const tenant = request.query.get("id");
  const byTenant = tenant === null ? undefined : candidates.find((account) => account.tenant === tenant);
  return {
    account: byKey ?? byBearer ?? byTenant,
    bearerWasRight: byBearer !== undefined,
    apiKeyWasRight: byKey !== undefined,
  };
}

function answer(
  parts: ProviderParts,
  route: Route,
  exchange: Exchange,
  caller: Caller,
  faults: readonly Fault[],
): Answer {
  const { account, bearerWasRight, apiKeyWasRight } = caller;
  if (account !== undefined && route.kind !== "recording") {
    const refused = parts.dailyLimit.admit(account);
    if (refused !== undefined) return refused;
  }
  const substitute = substituteAnswer(faults, exchange.nowMs);
  if (substitute !== undefined) return substitute;
  if (route.access === "open") return route.handle(exchange);

  if (account === undefined || !bearerWasRight) return unauthorized();
  if (account.settings.requireApiKeyHeader && !apiKeyWasRight) return unauthorized();
  if (faults.some(({ kind }) => kind === "token_expired")) {
    account.tokenGeneration += 1;
    return unauthorized();
  }
  if (account.settings.plan === "no_api") {
    const message = "API access is not available on the current plan.";
    return json(403, { errorCode: "TenantAccountRoleIssue", message });
  }
  return route.handle(exchange, account);
}
