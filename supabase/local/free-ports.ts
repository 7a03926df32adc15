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

/** Something else was faster to listen on a port. */
export class PortTakenError extends Error {
  constructor(port: number) {
    super(`Port ${port} is already in use.`);
    this.name = "PortTakenError";
  }
}

/** Throws BusyPortError for the first port that can't be listened on. */
export async function requireFreePorts(ports: Partial<Ports>): Promise<void> {
  for (const [part, port] of Object.entries(ports)) {
    if (!(await isFree(port))) throw new BusyPortError(part as keyof Ports, port);
  }
}

/** Starts something on a free port; when somebody else was faster to take it, on another one. */
export async function onFreePort<Started>(start: (port: number) => Promise<Started>): Promise<Started> {
  return await untilNotTaken(async () => start(await freePort()));
}

/** The same for all the parts of a stack. */
export async function onFreePorts<Started>(start: (ports: Ports) => Promise<Started>): Promise<Started> {
  return await untilNotTaken(async () => start(await freePorts()));
}

const mostTries = 5;

async function untilNotTaken<Started>(start: () => Promise<Started>): Promise<Started> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start();
    } catch (error) {
      if (!isTaken(error) || tries === mostTries) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  if (error instanceof PortTakenError) return true;
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

async function freePorts(): Promise<Ports> {
  return {
    api: await freePort(),
    database: await freePort(),
    mail: await freePort(),
    smtp: await freePort(),
    simulator: await freePort(),
    web: await freePort(),
  };
}

/** A port that was free a moment ago, which is no promise: whoever listens on it asks through onFreePort. */
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
    if (isTaken(error)) return false;
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
