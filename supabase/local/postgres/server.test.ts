import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort, onFreePort, PortTakenError } from "../free-ports.ts";
import { temporaryFolder } from "../testing.ts";
import { serverProcessId } from "./running-server.ts";
import { startPostgres } from "./server.ts";

let folder: string;
let directory: string;
const parents: ChildProcess[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  directory = join(folder, "postgres");
});
afterEach(async () => {
  for (const parent of parents.splice(0)) parent.kill("SIGKILL");
  await expect.poll(() => serverProcessId(directory), { timeout: 10_000 }).toBeUndefined();
  rmSync(folder, { recursive: true, force: true });
});

const start = () => onFreePort((port) => startPostgres({ directory, port, durable: false }));

/** A process of its own that starts the server and waits. */
async function startInParent(): Promise<ChildProcess> {
  const script = `
    import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, "server.ts"))};
    await startPostgres({ directory: process.argv[1], port: ${await freePort()}, durable: false });
    console.log("ready");
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script, directory], { stdio: "pipe" });
  parents.push(parent);
  await new Promise((resolve, reject) => {
    parent.stdout?.once("data", resolve);
    parent.once("exit", () => reject(new Error(String(parent.stderr?.read()))));
  });
  return parent;
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

describe("Postgres never outlives its parent", () => {
  it.each(["SIGKILL", "SIGTERM", "SIGINT"] as const)("that ends by %s", async (signal) => {
    const parent = await startInParent();
    const postgres = serverProcessId(directory);
    if (postgres === undefined) throw new Error("Postgres does not run.");
    parent.kill(signal);
    await expect.poll(() => isAlive(postgres), { timeout: 10_000 }).toBe(false);
  });

  it("nor is it left behind when its supervisor is killed", async () => {
    await startInParent();
    const postgres = serverProcessId(directory);
    if (postgres === undefined) throw new Error("Postgres does not run.");
    const supervisor = execFileSync("ps", ["-o", "ppid=", "-p", String(postgres)], { encoding: "utf8" });
    process.kill(Number(supervisor), "SIGKILL");
    await expect.poll(() => isAlive(postgres), { timeout: 10_000 }).toBe(false);
  });
});

it("a port that something else has is told apart from other failures", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  try {
    await expect(startPostgres({ directory, port, durable: false })).rejects.toThrow(PortTakenError);
  } finally {
    other.close();
  }
});

describe("the data directory", () => {
  it("is for one server at a time; a second is told so in one line", async () => {
    const first = await start();
    try {
      await expect(start()).rejects.toThrow(/^The data in .* is in use by a running stack .*\.$/);
    } finally {
      await first.stop();
    }
  });

  it("starts again after a crash, even when another process has got the dead server's number", async () => {
    await (await start()).stop();
    const left = join(directory, "postmaster.pid");
    writeFileSync(left, `${process.pid}\n${directory}\n`);
    const again = await start();
    await again.stop();
    expect(existsSync(left)).toBe(false);
  });
});
