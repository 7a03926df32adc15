import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A data directory that a running server holds. The message is one line for a person. */
export class DataDirectoryBusyError extends Error {
  constructor(directory: string, processId: number) {
    super(
      `The data in ${directory} is in use by a running stack (Postgres is process ${processId}). Stop it first.`,
    );
    this.name = "DataDirectoryBusyError";
  }
}

/** Throws DataDirectoryBusyError while a server runs on the directory; removes what a dead one left behind. */
export function requireIdleDataDirectory(directory: string): void {
  const processId = serverProcessId(directory);
  if (processId !== undefined) throw new DataDirectoryBusyError(directory, processId);
  rmSync(join(directory, "postmaster.pid"), { force: true });
}

/** The id of the server running on this directory, or undefined. */
export function serverProcessId(directory: string): number | undefined {
  const file = join(directory, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const processId = Number.parseInt(readFileSync(file, "utf8"), 10);
  return Number.isInteger(processId) && isPostgresOn(directory, processId) ? processId : undefined;
}

/** A process id alone proves nothing: after a reboot or in a fresh container another process may have it. */
function isPostgresOn(directory: string, processId: number): boolean {
  try {
    const command = execFileSync("ps", ["-o", "command=", "-p", String(processId)], { encoding: "utf8" });
    return command.includes("postgres") && command.includes(directory);
  } catch {
    return false;
  }
}
