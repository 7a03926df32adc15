import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { devNull } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { PortTakenError } from "../free-ports.ts";
import { type Functions, functionNames, startFunctions } from "./functions.ts";
import { startFunction } from "./runner.ts";

const options = { environment: {}, allowedHosts: [], logFile: devNull, watch: false, onProblem: () => {} };
const running: Functions[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
});

describe("functions", () => {
  it("of stacks that start at the same time all listen, each at an address of its own", async () => {
    const started = await Promise.all([1, 2, 3].map(() => startFunctions(options)));
    running.push(...started);
    const addresses = await Promise.all(
      started.flatMap((each) => functionNames().map((name) => each.address(name))),
    );
    expect(new Set(addresses).size).toBe(3 * functionNames().length);
    for (const address of addresses) expect((await fetch(String(address))).status).toBeGreaterThan(0);
  });

  it("are not taken for whatever else answers on their port", async () => {
    const other = createServer((_request, response) => response.end("not a function"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    try {
      await expect(startFunction({ ...options, name: "sync", port })).rejects.toThrow(PortTakenError);
    } finally {
      other.close();
    }
  });
});
