import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { repositoryRoot } from "../paths.ts";

export type FunctionProcess = {
  origin: string;
  /** Resolves when the function accepts requests; rejects when its process ends before that. */
  ready: Promise<void>;
  stop: () => Promise<void>;
};

export type FunctionProcessOptions = {
  name: string;
  port: number;
  environment: Record<string, string>;
  /** Hosts (`host:port`) that the function may call, beside its own address. */
  allowedHosts: string[];
  logFile: string;
};

/** Where the functions are, one folder each. */
export const functionSources = join(repositoryRoot, "supabase/functions");

const deno = join(repositoryRoot, "node_modules/deno/deno");
const startTimeoutMs = 30_000;

/**
 * Runs one function's index.ts in a Deno of its own. `Deno.serve(handler)` listens on the given port without the
 * function knowing. It may use its environment and the network addresses named, and nothing else: no files, no
 * subprocesses.
 */
export function startFunction(options: FunctionProcessOptions): FunctionProcess {
  const address = `127.0.0.1:${options.port}`;
  const log = openSync(options.logFile, "a");
  const child = spawn(
    deno,
    [
      "run",
      "--quiet",
      "--no-prompt",
      "--no-check",
      "--no-remote",
      `--config=${join(repositoryRoot, "deno.json")}`,
      "--allow-env",
      `--allow-net=${[address, ...options.allowedHosts].join(",")}`,
      // To load the sources; a function reads no other file.
      `--allow-read=${functionSources}`,
      join(import.meta.dirname, "main.ts"),
      pathToFileURL(join(functionSources, options.name, "index.ts")).href,
    ],
    {
      cwd: repositoryRoot,
      env: {
        ...options.environment,
        DENO_SERVE_ADDRESS: `tcp:${address}`,
        DENO_DIR: cacheDirectory(),
        DENO_NO_UPDATE_CHECK: "1",
        NO_COLOR: "1",
      },
      stdio: ["pipe", log, log],
      // Ctrl-C is for the stack; it ends its functions itself.
      detached: true,
    },
  );
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    origin: `http://${address}`,
    ready: untilReady(options, child),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function untilReady(
  { name, port, logFile }: FunctionProcessOptions,
  child: ChildProcess,
): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if (await accepts(port)) return;
    await sleep(30);
  }
  const log = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-8).join("\n");
  throw new Error(`The function "${name}" did not start. The end of ${logFile}:\n${log}`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1");
    const answer = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once("connect", () => answer(true));
    socket.once("error", () => answer(false));
  });
}

/** Deno's transpiled sources, shared by all stacks of this repository. */
function cacheDirectory(): string {
  const directory = join(repositoryRoot, ".local/deno");
  mkdirSync(directory, { recursive: true });
  return directory;
}
