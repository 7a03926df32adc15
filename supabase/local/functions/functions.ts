import { existsSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-ports.ts";
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
  /** Where the function of that name listens, or undefined. */
  address: (name: string) => string | undefined;
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
  let running = await startAll(options);
  try {
    await Promise.all([...running.values()].map((each) => each.ready));
  } catch (error) {
    await stopAll(running);
    throw error;
  }

  let pending: NodeJS.Timeout | undefined;
  let restarting = Promise.resolve();
  const restart = async () => {
    await stopAll(running);
    running = await startAll(options);
    const results = await Promise.allSettled([...running.values()].map((each) => each.ready));
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
    address: (name) => running.get(name)?.origin,
    stop: async () => {
      watcher?.close();
      clearTimeout(pending);
      await restarting;
      await stopAll(running);
    },
  };
}

async function startAll(options: FunctionsOptions): Promise<Map<string, FunctionProcess>> {
  const running = new Map<string, FunctionProcess>();
  for (const name of functionNames()) {
    running.set(name, startFunction({ ...options, name, port: await freePort() }));
  }
  return running;
}

async function stopAll(running: Map<string, FunctionProcess>): Promise<void> {
  await Promise.all([...running.values()].map((each) => each.stop()));
}
