import { fstatSync } from "node:fs";
import { demoAccounts } from "./accounts.demo.ts";
import { createSimulator } from "./simulator.ts";

/** Runs the simulator with the demo accounts on SIMULATOR_PORT, until a signal or the end of its parent. */
const port = Number(process.env.SIMULATOR_PORT);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error("Set SIMULATOR_PORT to the port that the MightyCall simulator is to listen on.");
  process.exit(1);
}

const simulator = await createSimulator({ port, accounts: demoAccounts });
console.log(`The MightyCall simulator listens on ${simulator.url}`);

let stopping = false;

function stop(): void {
  if (stopping) return;
  stopping = true;
  simulator.close().finally(() => process.exit());
}

process.once("SIGTERM", stop);
process.once("SIGINT", stop);
process.once("disconnect", stop);
// A pipe from the parent ends with it; a terminal, a file or no input at all says nothing about the parent.
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.once("close", stop).resume();
