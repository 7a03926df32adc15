import { existsSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { onFreePort } from "../free-ports.ts";
import { type FunctionProcess, functionSources, startFunction } from "./runner.ts";

export type FunctionsOptions = {
  environment: Record<string, string>;
  allowedHosts: string[];
  logFile: string;
  /** Start them anew when a source file changes. */
  watch: boolean;
  /** Told when a function can't be started after a change. */
  onProblem: (message: string) => void;
};

export type Functions = {
  /** Where the function of that name listens, once it does; undefined when there is none. */
  address: (name: string) => Promise<string> | undefined;
  stop: () => Promise<void>;
};

const settleMs = 150;

/** Every folder that is a function: it has an index.ts, and its name does not begin with an underscore. */
export function functionNames(): string[] {
  if (!existsSync(functionSources)) return [];
  return readdirSync(functionSources)
    .filter((name) => !name.startsWith("_") && existsSync(join(functionSources, name, "index.ts")))
    .sort();
}

/** Starts all functions, each in its own Deno, and waits until they accept requests. */
export async function startFunctions(options: FunctionsOptions): Promise<Functions> {
  let running = startAll(options);
  try {
    await Promise.all(running.values());
  } catch (error) {
    await stopAll(running);
    throw error;
  }

  let pending: NodeJS.Timeout | undefined;
  let restarting = Promise.resolve();
  const restart = async () => {
    await stopAll(running);
    running = startAll(options);
    const results = await Promise.allSettled(running.values());
    for (const result of results) {
      if (result.status === "rejected") options.onProblem(result.reason.message);
    }
  };
  const onChange = (_event: string, file: string | null) => {
    if (file?.endsWith(".test.ts")) return;
    clearTimeout(pending);
    pending = setTimeout(() => {
      restarting = restarting.then(restart);
    }, settleMs);
  };
  const watcher = options.watch ? watch(functionSources, { recursive: true }, onChange) : undefined;

  return {
    address: (name) => running.get(name)?.then(({ origin }) => origin),
    stop: async () => {
      watcher?.close();
      clearTimeout(pending);
      await restarting;
      await stopAll(running);
    },
  };
}

type Running = Map<string, Promise<FunctionProcess>>;

function startAll(options: FunctionsOptions): Running {
  const start = (name: string) => onFreePort((port) => startFunction({ ...options, name, port }));
  return new Map(functionNames().map((name) => [name, start(name)]));
}

async function stopAll(running: Running): Promise<void> {
  const started = await Promise.allSettled(running.values());
  await Promise.all(started.map((each) => (each.status === "fulfilled" ? each.value.stop() : undefined)));
}
