import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { type AccountRegistry, createAccountRegistry } from "./accounts/account-registry.ts";
import type { AccountSpec } from "./accounts/account-spec.ts";
import type { Fault } from "./faults/fault.ts";
import { createFaultControl, type FaultControl } from "./faults/fault-control.ts";
import { deliveryOf } from "./faults/interference.ts";
import { createDailyLimit, type DailyLimit } from "./http/daily-limit.ts";
import { deliver, deliverHalf } from "./http/deliver.ts";
import { createProvider } from "./http/provider.ts";
import { receive } from "./http/received-request.ts";
import { type LoggedRequest, withoutSecrets } from "./http/request-log.ts";
import { createTokens } from "./http/tokens.ts";
import { answerControl, CONTROL_PATH } from "./routes/control.ts";

const HOST = "127.0.0.1";

interface SimulatorOptions {
  /** On 127.0.0.1; 0 takes any free one. */
  readonly port: number;
  readonly accounts: readonly AccountSpec[];
  readonly faults?: readonly Fault[];
  /** The clock that everything goes by. Default: the real one. */
  readonly now?: () => Date;
}

/** A running MightyCall. */
export interface Simulator {
  /** Its address without a slash at the end; the families are at `/classic` and `/call-center` below it. */
  readonly url: string;
  /** Every request to a provider path, oldest first. */
  readonly requests: LoggedRequest[];
  readonly faults: FaultControl;
  readonly accounts: AccountRegistry;
  readonly dailyLimit: DailyLimit;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a MightyCall that speaks the provider's contract over HTTP, on the loopback interface alone.
 * @throws Error when the port is taken, or two accounts share a name or an API key.
 */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const now = options.now ?? (() => new Date());
  const accounts = createAccountRegistry(options.accounts, now);
  const faults = createFaultControl(options.faults ?? []);
  const dailyLimit = createDailyLimit(now);
  const requests: LoggedRequest[] = [];
  let url = "";
  const answerProvider = createProvider({
    url: () => url,
    now,
    accounts,
    faults,
    tokens: createTokens(now),
    dailyLimit,
  });

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await receive(message);
    if (request.path === CONTROL_PATH || request.path.startsWith(`${CONTROL_PATH}/`)) {
      deliver(response, request.method, answerControl({ accounts, faults, dailyLimit, requests }, request));
      return;
    }
    const outcome = answerProvider(request);
    requests.push({
      time: now().toISOString(),
      method: request.method,
      path: withoutSecrets(request.path, accounts),
      query: withoutSecrets(request.search, accounts),
      account: outcome.account,
      status: outcome.answer?.status ?? null,
      bearerWasRight: outcome.bearerWasRight,
      apiKeyWasRight: outcome.apiKeyWasRight,
      faults: outcome.faults.map(({ kind }) => kind),
    });
    const { delayMs, cutsConnection } = deliveryOf(outcome.faults);
    if (delayMs > 0) await delay(delayMs);
    if (outcome.answer === undefined) message.socket.resetAndDestroy();
    else if (cutsConnection) deliverHalf(response, outcome.answer);
    else deliver(response, request.method, outcome.answer);
  }

  const server = createServer((message, response) => {
    serve(message, response).catch((error: unknown) => {
      // A client that hangs up early is its own business; anything else is a mistake in the simulator.
      if (!message.destroyed) console.error("The MightyCall simulator failed:", error);
      message.socket.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, HOST, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The simulator has no port.");
  url = `http://${HOST}:${address.port}`;

  return {
    url,
    requests,
    faults,
    accounts,
    dailyLimit,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
