import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { freePort } from "../free-ports.ts";
import { SimulatedAccount } from "./accounts/account.ts";
import { demoAccounts } from "./accounts.demo.ts";
import { createTestClock, readAnswer } from "./testing.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
let child: ChildProcess | undefined;

afterEach(() => child?.kill("SIGKILL"));

async function start(port: string, stdin: "pipe" | "ignore"): Promise<ChildProcess> {
  const started = spawn(process.execPath, [MAIN], {
    env: { ...process.env, SIMULATOR_PORT: port },
    stdio: [stdin, "pipe", "inherit"],
  });
  child = started;
  if (started.stdout !== null) await once(started.stdout, "data");
  return started;
}

it("runs the demo accounts and ends when its parent's pipe does", async () => {
  const port = await freePort();
  const running = await start(String(port), "pipe");
  const response = await fetch(`http://127.0.0.1:${port}/_control`);
  const { body: state } = await readAnswer<{ accounts: { name: string }[] }>(response);
  expect(state.accounts.map(({ name }) => name)).toEqual(["Northwind Dental", "Harbor Realty"]);
  const ended = once(running, "exit");
  running.stdin?.end();
  expect(await ended).toEqual([0, null]);
});

it.each(["SIGTERM", "SIGINT"] as const)("without an input it runs until %s", async (signal) => {
  const port = await freePort();
  const running = await start(String(port), "ignore");
  expect((await fetch(`http://127.0.0.1:${port}/classic/v4/api/ping`)).status).toBe(200);
  const ended = once(running, "exit");
  running.kill(signal);
  expect(await ended).toEqual([0, null]);
});

it("the demo has about two months behind it on any day, and no number in common", () => {
  for (const day of ["2026-03-18T20:00:00Z", "2027-11-02T03:00:00Z"]) {
    const accounts = demoAccounts.map((spec) => new SimulatedAccount(spec, createTestClock(day).now));
    const [northwind, harbor] = accounts.map((account) => ({
      calls: account.calls().length,
      messages: account.messages().length,
      numbers: new Set(account.calls().flatMap(({ businessNumber }) => businessNumber ?? [])),
    }));
    if (northwind === undefined || harbor === undefined) throw new Error("There are two demo accounts.");
    expect(Math.abs(northwind.calls - 3000)).toBeLessThan(500);
    expect(Math.abs(harbor.calls - 1200)).toBeLessThan(250);
    expect(Math.abs(northwind.messages - 400)).toBeLessThan(100);
    expect(Math.abs(harbor.messages - 150)).toBeLessThan(50);
    expect([...northwind.numbers].filter((number) => harbor.numbers.has(number))).toEqual([]);
  }
});
