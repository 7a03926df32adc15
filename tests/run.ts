// Runs every suite, one after the other, and ends with one line of totals.
import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Totals = { passed: number; failed: number };
type Suite = { name: string; run: () => Promise<Totals> };

const suites: Suite[] = [
  { name: "unit", run: () => runVitest("unit") },
  { name: "database", run: () => runCounted("supabase/local/pgtap/run.ts") },
  { name: "mutation (subset)", run: () => runCounted("tests/mutation/run.ts", "--subset") },
  { name: "integration", run: () => runVitest("integration") },
  { name: "end to end", run: () => runVitest("e2e") },
];

async function runVitest(project: string): Promise<Totals> {
  const file = join(tmpdir(), `victorysync-${project}-${process.pid}.json`);
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "tests/vitest.config.ts"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { exitCode } = await runNode([...vitest, "--project", project, ...reporters]);
  const report: unknown = JSON.parse(await readFile(file, "utf8"));
  await rm(file);
  const passed = countIn(report, "numPassedTests");
  const failed = countIn(report, "numFailedTests");
  // A file that can't even be loaded has no failed test in it, but it did fail.
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

/** For suites that end with a line "N passed, N failed" themselves. */
async function runCounted(...script: string[]): Promise<Totals> {
  const { exitCode, output } = await runNode(script);
  const line = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  if (line === undefined) return { passed: 0, failed: 1 };
  const failed = Number(line[2]);
  return { passed: Number(line[1]), failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

function runNode(args: string[]): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

function countIn(report: unknown, name: string): number {
  const value = typeof report === "object" && report !== null ? Reflect.get(report, name) : undefined;
  if (typeof value !== "number") throw new Error(`The test report has no ${name}.`);
  return value;
}

const totals: Totals = { passed: 0, failed: 0 };
for (const suite of suites) {
  const startedMs = performance.now();
  process.stdout.write(`\n── ${suite.name} ──\n`);
  const { passed, failed } = await suite.run();
  totals.passed += passed;
  totals.failed += failed;
  process.stdout.write(
    `${suite.name}: ${passed} passed, ${failed} failed in ${Math.round((performance.now() - startedMs) / 1000)} s\n`,
  );
}
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
