import { type ChildProcess, fork } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { PortTakenError } from "../free-ports.ts";
import { installExtensionFiles } from "./extension-files.ts";
import { requireIdleDataDirectory, serverProcessId } from "./running-server.ts";
import type { SupervisorMessage, SupervisorOptions } from "./supervisor-protocol.ts";

export type PostgresServer = {
  port: number;
  /** A connection string for one of the platform's roles; `postgres` is what a project's owner gets. */
  url: (role?: "postgres" | "supabase_admin" | "authenticator" | "supabase_auth_admin") => string;
  stop: () => Promise<void>;
};

export type PostgresOptions = {
  /** The server's own folder; made when it does not exist. */
  directory: string;
  port: number;
  /** False trades safety against power loss for speed: for data that is thrown away. */
  durable: boolean;
  /** A folder that is deleted after the server has stopped, even when this process was killed. */
  removeAfter?: string | undefined;
  /** Called when the server ends without having been asked to. */
  onCrash?: ((message: string) => void) | undefined;
};

/** The official local stack's password. The server listens on the loopback interface alone. */
const password = "postgres";

/**
 * Starts Postgres 17 under a supervisor that ends it when this process ends, however it ends. Throws
 * DataDirectoryBusyError when a server already runs on the directory, PortTakenError when something else listens on the
 * port, and an Error with the log when it can't start.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  requireIdleDataDirectory(options.directory);
  await installExtensionFiles();
  mkdirSync(dirname(options.directory), { recursive: true });
  const supervisor = startSupervisor(options);
  await ready(supervisor, options.port);
  let stopping = false;
  const ended = new Promise<void>((resolve) => supervisor.once("exit", () => resolve()));
  ended.then(() => {
    if (stopping) return;
    stopAbandonedServer(options.directory);
    options.onCrash?.(`Postgres stopped unexpectedly; its log is ${logFile(options.directory)}.`);
  });
  return {
    port: options.port,
    url: (role = "postgres") => `postgresql://${role}:${password}@127.0.0.1:${options.port}/postgres`,
    stop: async () => {
      stopping = true;
      if (supervisor.connected) supervisor.disconnect();
      await ended;
    },
  };
}

function startSupervisor(options: PostgresOptions): ChildProcess {
  const log = openSync(logFile(options.directory), "a");
  const argument: SupervisorOptions = {
    directory: options.directory,
    port: options.port,
    password,
    settings: settings(options.durable),
    ...(options.removeAfter === undefined ? {} : { removeAfter: options.removeAfter }),
  };
  try {
    return fork(join(import.meta.dirname, "supervisor.ts"), [JSON.stringify(argument)], {
      detached: true,
      execArgv: [],
      stdio: ["ignore", log, log, "ipc"],
    });
  } finally {
    closeSync(log);
  }
}

function settings(durable: boolean): Record<string, string> {
  return {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
}

function ready(supervisor: ChildProcess, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    supervisor.once("exit", () => reject(new Error("Postgres could not be started.")));
    supervisor.once("error", reject);
    supervisor.once("message", (message: SupervisorMessage) => {
      if (message.kind === "ready") resolve();
      else if (message.log.includes("Address already in use")) reject(new PortTakenError(port));
      else reject(new Error(`Postgres could not be started:\n${message.log}`));
    });
  });
}

/** Only a supervisor that was killed leaves a server behind. */
function stopAbandonedServer(directory: string): void {
  const processId = serverProcessId(directory);
  if (processId !== undefined) process.kill(processId, "SIGINT");
}

function logFile(directory: string): string {
  return `${directory}.log`;
}
