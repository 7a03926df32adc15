import { execFileSync } from "node:child_process";
import { devNull } from "node:os";
import { functionEnvironment } from "../../../supabase/local/functions/environment.ts";
import { type FunctionProcess, startFunction } from "../../../supabase/local/functions/runner.ts";
import type { Stack } from "../../../supabase/local/stack.ts";

/** The process of the sync function that this test's stack runs. */
export type WorkerProcess = { readonly pid: number; readonly port: number };

/** Finds it among the children of this process. */
export function findWorkerProcess(): WorkerProcess {
  const processes = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  for (const line of processes) {
    const [, pid, parent, args = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) !== process.pid || !args.includes("functions/sync/index.ts")) continue;
    const port = Number(/--allow-net=127\.0\.0\.1:(\d+)/.exec(args)?.[1]);
    return { pid: Number(pid), port };
  }
  throw new Error("No process of the sync function was found.");
}

/** The memory that a process holds right now, in megabytes. */
export function memoryMegabytes({ pid }: WorkerProcess): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}

/** Starts the sync function anew where the one that was killed listened. */
export async function restartWorker(stack: Stack, { port }: WorkerProcess): Promise<FunctionProcess> {
  const { simulator, ports, apiUrl } = stack;
  return await startFunction({
    name: "sync",
    port,
    environment: functionEnvironment(apiUrl, stack, {
      MIGHTYCALL_CLASSIC_URL: `${simulator.url}/classic`,
      MIGHTYCALL_CALL_CENTER_URL: `${simulator.url}/call-center`,
      MIGHTYCALL_RECORDING_ORIGINS: simulator.url,
    }),
    allowedHosts: [`127.0.0.1:${ports.api}`, new URL(simulator.url).host],
    logFile: devNull,
  });
}
