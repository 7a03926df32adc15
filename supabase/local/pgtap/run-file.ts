import { readFileSync } from "node:fs";
import postgres from "postgres";
import { problemsOf, readTap } from "./tap.ts";

export type FileResult = { path: string; passed: number; failed: number; problems: string[] };

/** Runs one file of pgTAP tests on a connection of its own; the file begins and rolls back its transaction itself. */
export async function runFile(databaseUrl: string, path: string): Promise<FileResult> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const results: unknown = await sql.unsafe(readFileSync(path, "utf8")).simple();
    const report = readTap(textLines(results));
    return { path, passed: report.passed, failed: report.failures.length, problems: problemsOf(report) };
  } catch (error) {
    return { path, passed: 0, failed: 0, problems: [describe(error)] };
  } finally {
    await sql.end();
  }
}

/** Every value of every row of every statement, in order: TAP is whatever the tests selected. */
function textLines(results: unknown): string[] {
  if (Array.isArray(results)) return results.flatMap(textLines);
  if (typeof results === "object" && results !== null) return Object.values(results).flatMap(textLines);
  return typeof results === "string" ? results.split("\n") : [];
}

function describe(error: unknown): string {
  if (!(error instanceof postgres.PostgresError)) return String(error);
  const detail = [error.message, error.detail, error.hint, error.where].filter(Boolean);
  return `the file stopped with an error (${error.code}): ${detail.join("\n    ")}`;
}
