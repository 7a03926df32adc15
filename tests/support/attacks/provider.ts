import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { Stack } from "../../../supabase/local/stack.ts";

type Received = Pick<IncomingMessage, "method" | "url" | "headers">;

/** A server on this machine that remembers what it was asked. */
export type Listener = { origin: string; received: Received[]; close: () => Promise<void> };

/** Listens on the loopback interface; port 0 takes any free one. */
export async function listen(port: number, answer: RequestListener): Promise<Listener> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    received.push({ method: request.method, url: request.url, headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    received,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Puts a provider of the test's own where the simulator was: same address, another mind. Ends with the stack. */
export async function replaceProvider(stack: Stack, answer: RequestListener): Promise<Listener> {
  await stack.simulator.close();
  const provider = await listen(stack.ports.simulator, answer);
  Object.assign(stack.simulator, { close: provider.close });
  return provider;
}
