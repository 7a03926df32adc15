import { createServer } from "node:net";
import { type Ports, portVariable } from "./ports.ts";

/** A port that something else already listens on. The message is one line for a person. */
export class BusyPortError extends Error {
  constructor(part: keyof Ports, port: number) {
    super(
      `Port ${port} (${part}) is already in use. Stop what uses it, or choose another with ${portVariable(part)}.`,
    );
    this.name = "BusyPortError";
  }
}

/** Throws BusyPortError for the first port that can't be listened on. */
export async function requireFreePorts(ports: Partial<Ports>): Promise<void> {
  for (const [part, port] of Object.entries(ports)) {
    if (!(await isFree(port))) throw new BusyPortError(part as keyof Ports, port);
  }
}

/** Ports for each part that were free a moment ago, chosen by the operating system. */
export async function freePorts(): Promise<Ports> {
  return {
    api: await freePort(),
    database: await freePort(),
    mail: await freePort(),
    smtp: await freePort(),
    simulator: await freePort(),
    web: await freePort(),
  };
}

/** A port that was free a moment ago. The system does not give the same one again soon. */
export async function freePort(): Promise<number> {
  const server = await listen(0);
  const address = server.address();
  await close(server);
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return address.port;
}

async function isFree(port: number): Promise<boolean> {
  try {
    await close(await listen(port));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return false;
    throw error;
  }
}

function listen(port: number): Promise<ReturnType<typeof createServer>> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function close(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
