import { createServer } from "node:net";
import { expect, it } from "vitest";
import { freePort, freePorts, requireFreePorts } from "./free-ports.ts";

it("a port in use is named in one line, with the variable that moves it", async () => {
  const port = await freePort();
  await requireFreePorts({ api: port });
  const other = createServer().listen(port, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  try {
    await expect(requireFreePorts({ api: port })).rejects.toThrow(
      `Port ${port} (api) is already in use. Stop what uses it, or choose another with VICTORYSYNC_API_PORT.`,
    );
  } finally {
    other.close();
  }
});

it("the parts of one stack get different ports", async () => {
  const ports = Object.values(await freePorts());
  expect(new Set(ports).size).toBe(ports.length);
});
