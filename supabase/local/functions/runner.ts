import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, createWriteStream, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { PortTakenError } from "../free-ports.ts";
import { repositoryRoot } from "../paths.ts";

export type FunctionProcess = {
  origin: string;
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
 * Runs one function's index.ts in a Deno of its own, and resolves when it listens. `Deno.serve(handler)` listens on the
 * given port without the function knowing. It may use its environment and the network addresses named, and nothing else:
 * no files, no subprocesses. Throws PortTakenError when something else listens there.
 */
export async function startFunction(options: FunctionProcessOptions): Promise<FunctionProcess> {
  const address = `127.0.0.1:${options.port}`;
  const log = openSync(options.logFile, "a");
  const child = spawn(
    deno,
    [
      "run",
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
      stdio: ["pipe", log, "pipe"],
      // Ctrl-C is for the stack; it ends its functions itself.
      detached: true,
    },
  );
  closeSync(log);
  if (child.stderr === null) throw new Error("The function's messages can't be read.");
  child.stderr.pipe(createWriteStream(options.logFile, { flags: "a" }));
  const ended = new Promise<void>((resolve) =>
    child.once("exit", () => resolve()).once("error", () => resolve()),
  );
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  try {
    await listening(options, child, child.stderr);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin: `http://${address}`, stop };
}

/** Resolves when the process itself says that it listens: on its port, something else may answer. */
function listening(
  { name, port, logFile }: FunctionProcessOptions,
  child: ChildProcess,
  messages: Readable,
): Promise<void> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      const end = said.slice(-8).join("\n");
      if (end.includes("AddrInUse")) reject(new PortTakenError(port));
      else reject(new Error(`The function "${name}" did not start. The end of ${logFile}:\n${end}`));
    };
    const timer = setTimeout(giveUp, startTimeoutMs);
    child.once("error", reject);
    child.once("close", giveUp);
    createInterface({ input: messages }).on("line", (line) => {
      if (!line.startsWith("Listening on ")) return void said.push(line);
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Deno's transpiled sources, shared by all stacks of this repository. */
function cacheDirectory(): string {
  const directory = join(repositoryRoot, ".local/deno");
  mkdirSync(directory, { recursive: true });
  return directory;
}
