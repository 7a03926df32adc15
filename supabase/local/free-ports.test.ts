import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { freePort, onFreePort, onFreePorts, PortTakenError, requireFreePorts } from "./free-ports.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listenOn(port: number): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  servers.push(server);
  return port;
}

it("a port in use is named in one line, with the variable that moves it", async () => {
  const port = await freePort();
  await requireFreePorts({ api: port });
  await listenOn(port);
  await expect(requireFreePorts({ api: port })).rejects.toThrow(
    `Port ${port} (api) is already in use. Stop what uses it, or choose another with VICTORYSYNC_API_PORT.`,
  );
});

it("the parts of one stack get different ports", async () => {
  const ports = await onFreePorts(async (each) => Object.values(each));
  expect(new Set(ports).size).toBe(ports.length);
});

describe("something that is started on a free port", () => {
  it("gets another one when somebody was faster to listen there", async () => {
    const tried: number[] = [];
    const port = await onFreePort(async (candidate) => {
      tried.push(candidate);
      if (tried.length < 3) await listenOn(candidate);
      return await listenOn(candidate);
    });
    expect(tried).toHaveLength(3);
    expect(port).toBe(tried[2]);
  });

  it("is given up when that goes on", async () => {
    const alwaysTaken = onFreePort(async (port) => {
      throw new PortTakenError(port);
    });
    await expect(alwaysTaken).rejects.toThrow(PortTakenError);
  });

  it("is not tried again when it fails for another reason", async () => {
    let tries = 0;
    const failing = onFreePort(async () => {
      tries += 1;
      throw new Error("The disk is full.");
    });
    await expect(failing).rejects.toThrow("The disk is full.");
    expect(tries).toBe(1);
  });
});
