import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "../paths.ts";

const execute = promisify(execFile);

export type CliResult = { exitCode: number; stdout: string; stderr: string };

/** Runs the official Supabase CLI, without telemetry and without questions. Does not throw when it exits non-zero. */
export async function runSupabase(
  parameters: string[],
  environment: Record<string, string> = {},
): Promise<CliResult> {
  try {
    const { stdout, stderr } = await execute(
      process.execPath,
      [join(repositoryRoot, "node_modules/supabase/dist/supabase.js"), ...parameters],
      {
        cwd: repositoryRoot,
        env: { ...process.env, DO_NOT_TRACK: "1", SUPABASE_TELEMETRY_DISABLED: "1", ...environment },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    return { exitCode: 0, stdout, stderr };
  } catch (error) {
    if (isExit(error)) return { exitCode: error.code, stdout: error.stdout, stderr: error.stderr };
    throw error;
  }
}

/** A connection string for the CLI, which would else remark upon the missing TLS of a loopback connection. */
export function cliTarget(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (url.hostname === "127.0.0.1" || url.hostname === "localhost")
    url.searchParams.set("sslmode", "disable");
  return url.href;
}

function isExit(error: unknown): error is { code: number; stdout: string; stderr: string } {
  return error instanceof Error && "code" in error && typeof error.code === "number" && "stdout" in error;
}
