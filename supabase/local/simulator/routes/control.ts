import type { AccountRegistry } from "../accounts/account-registry.ts";
import type { AccountSpec } from "../accounts/account-spec.ts";
import type { KnownCall } from "../accounts/calls.ts";
import type { KnownMessage } from "../accounts/messages.ts";
import type { PhoneNumber } from "../accounts/phone-numbers.ts";
import type { Fault } from "../faults/fault.ts";
import type { FaultControl } from "../faults/fault-control.ts";
import { type Answer, json } from "../http/answer.ts";
import type { DailyLimit } from "../http/daily-limit.ts";
import type { ReceivedRequest } from "../http/received-request.ts";
import type { LoggedRequest } from "../http/request-log.ts";

export const CONTROL_PATH = "/_control";

interface ControlParts {
  readonly accounts: AccountRegistry;
  readonly faults: FaultControl;
  readonly dailyLimit: DailyLimit;
  readonly requests: LoggedRequest[];
}

/**
 * Lets another process look at the simulator and steer it; no part of the provider's contract.
 *
 * - `GET /_control`: accounts, faults and the number of requests; `GET | DELETE /_control/requests`: the log
 * - `POST | DELETE /_control/faults`, `DELETE /_control/faults/{id}`
 * - `POST /_control/accounts` with a spec; `PATCH | DELETE /_control/accounts/{name}` (PATCH: settings)
 * - `GET | POST /_control/accounts/{name}/calls | messages | phone-numbers`: what is true, and an array of additions
 * - `PATCH /_control/accounts/{name}/calls/{id}`, `DELETE /_control/accounts/{name}/phone-numbers/{number}`
 */
export function answerControl(parts: ControlParts, request: ReceivedRequest): Answer {
  try {
    const path = request.path.slice(CONTROL_PATH.length).split("/").slice(1).map(decodeURIComponent);
    const [collection, ...rest] = path;
    const answer =
      collection === undefined || collection === ""
        ? only(request, { GET: () => describe(parts) })
        : collection === "requests"
          ? only(request, { GET: () => parts.requests, DELETE: () => parts.requests.splice(0).length })
          : collection === "faults"
            ? controlFaults(parts, request, rest[0])
            : collection === "accounts"
              ? controlAccounts(parts, request, rest)
              : undefined;
    return answer === undefined ? json(404, { error: "There is no such control." }) : json(200, answer);
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function only(request: ReceivedRequest, actions: Readonly<Record<string, () => unknown>>): unknown {
  return actions[request.method]?.();
}

function describe({ accounts, faults, dailyLimit, requests }: ControlParts): object {
  return {
    accounts: accounts.list().map((account) => ({
      name: account.name,
      accountType: account.accountType,
      calls: account.calls().length,
      messages: account.messages().length,
      phoneNumbers: account.phoneNumbers().active.length,
      requestsInTheLastDay: dailyLimit.used(account),
      settings: account.settings,
    })),
    faults: faults.list(),
    requests: requests.length,
  };
}

function controlFaults({ faults }: ControlParts, request: ReceivedRequest, id: string | undefined): unknown {
  return only(request, {
    GET: () => faults.list(),
    POST: () => ({ id: faults.add(JSON.parse(request.body) as Fault) }),
    DELETE: () => {
      if (id === undefined) faults.clear();
      else faults.remove(Number(id));
      return faults.list();
    },
  });
}

function controlAccounts(
  { accounts }: ControlParts,
  request: ReceivedRequest,
  path: readonly string[],
): unknown {
  const [name, kind, id] = path;
  if (name === undefined) {
    return only(request, {
      GET: () => accounts.list().map((account) => account.name),
      POST: () => ({ name: accounts.add(JSON.parse(request.body) as AccountSpec).name }),
    });
  }
  const account = accounts.get(name);
  switch (kind) {
    case undefined:
      return only(request, {
        PATCH: () => Object.assign(account.settings, JSON.parse(request.body)),
        DELETE: () => {
          accounts.remove(name);
          return { name };
        },
      });
    case "calls":
      return only(request, {
        GET: () => account.calls(),
        POST: () => additions<KnownCall>(request).map((known) => account.addCall(known).id),
        PATCH: () => account.changeCall(id ?? "", JSON.parse(request.body) as KnownCall).id,
      });
    case "messages":
      return only(request, {
        GET: () => account.messages(),
        POST: () => additions<KnownMessage>(request).map((known) => account.addMessage(known).id),
      });
    case "phone-numbers":
      return only(request, {
        GET: () => account.phoneNumbers(),
        POST: () =>
          additions<Partial<PhoneNumber> & { readonly number: string }>(request).map(
            (known) => account.addPhoneNumber(known).number,
          ),
        DELETE: () => {
          account.removePhoneNumber(id ?? "");
          return account.phoneNumbers();
        },
      });
    default:
      return undefined;
  }
}

function additions<Known>(request: ReceivedRequest): readonly Known[] {
  const body: unknown = JSON.parse(request.body);
  if (!Array.isArray(body)) throw new Error("Additions come as a JSON array.");
  return body;
}
