import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { repositoryRoot } from "../paths.ts";
import { startStack } from "../stack.ts";
import { findTestFiles } from "./find-files.ts";
import { type FileResult, runFile } from "./run-file.ts";

/*
 * Runs the pgTAP tests: on the database of `--db-url`, else on a database made for the run. The files roll back what
 * they do, so any database with the migrations and pgTAP will do. Exit code 1 when a test fails.
 */
const { values, positionals } = parseArgs({
  options: { "db-url": { type: "string" } },
  allowPositionals: true,
});
const files = findTestFiles(positionals, join(repositoryRoot, "supabase/tests"));
const databaseUrl = values["db-url"];
process.exitCode = databaseUrl === undefined ? await runOnOwnDatabase() : await runAll(databaseUrl);

async function runOnOwnDatabase(): Promise<number> {
  const stack = await startStack({ ephemeral: true, parts: "database" });
  try {
    return await runAll(stack.databaseUrl);
  } finally {
    await stack.stop();
  }
}

async function runAll(url: string): Promise<number> {
  const results: FileResult[] = [];
  for (const file of files) {
    const result = await runFile(url, file);
    results.push(result);
    console.log(summary(result));
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const broken = results.filter((result) => result.problems.length > 0).length;
  console.log(`\n${results.length} files, ${broken} with problems`);
  console.log(`${passed} passed, ${failed} failed`);
  if (results.length === 0) console.error("No test files were found.");
  return broken > 0 || results.length === 0 ? 1 : 0;
}

function summary(result: FileResult): string {
  const name = relative(process.cwd(), result.path);
  if (result.problems.length === 0) return `ok      ${name} (${result.passed})`;
  return [`FAILED  ${name}`, ...result.problems.map((problem) => `  ${problem}`)].join("\n");
}
