// Runs every suite and ends with one line of totals. A suite on the real stack waits more than it computes, so two lanes of
// suites share the machine; each line of output says whose it is.
import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

type Totals = { passed: number; failed: number };
type Suite = { name: string; run: (name: string) => Promise<Totals> };

const lanes: Suite[][] = [
  [
    { name: "unit", run: runVitest },
    { name: "database", run: (name) => runCounted(name, "supabase/local/pgtap/run.ts") },
    { name: "mutation", run: (name) => runCounted(name, "tests/mutation/run.ts", "--subset") },
    { name: "integration", run: runVitest },
  ],
  [{ name: "e2e", run: runVitest }],
];

async function runVitest(project: string): Promise<Totals> {
  const file = join(tmpdir(), `victorysync-${project}-${process.pid}.json`);
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "tests/vitest.config.ts"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { exitCode } = await runNode(project, [...vitest, "--project", project, ...reporters]);
  const report: unknown = JSON.parse(await readFile(file, "utf8"));
  await rm(file);
  const passed = countIn(report, "numPassedTests");
  const failed = countIn(report, "numFailedTests");
  // A file that can't even be loaded has no failed test in it, but it did fail.
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

/** For suites that end with a line "N passed, N failed" themselves. */
async function runCounted(name: string, ...script: string[]): Promise<Totals> {
  const { exitCode, lines } = await runNode(name, script);
  const counts = lines.flatMap((line) => /^(\d+) passed, (\d+) failed/.exec(line) ?? []).slice(-2);
  if (counts.length === 0) return { passed: 0, failed: 1 };
  const [passed, failed] = counts.map(Number) as [number, number];
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

async function runNode(name: string, args: string[]): Promise<{ exitCode: number; lines: string[] }> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on("line", (line) => {
      lines.push(line);
      process.stdout.write(`${name.padEnd(11)} │ ${line}\n`);
    });
  }
  return await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ exitCode: code ?? 1, lines }));
  });
}

function countIn(report: unknown, name: string): number {
  const value = typeof report === "object" && report !== null ? Reflect.get(report, name) : undefined;
  if (typeof value !== "number") throw new Error(`The test report has no ${name}.`);
  return value;
}

const verdicts: string[] = [];
const totals: Totals = { passed: 0, failed: 0 };

async function runLane(suites: Suite[]): Promise<void> {
  for (const { name, run } of suites) {
    const startedMs = performance.now();
    const { passed, failed } = await run(name);
    totals.passed += passed;
    totals.failed += failed;
    const seconds = Math.round((performance.now() - startedMs) / 1000);
    verdicts.push(`${name}: ${passed} passed, ${failed} failed in ${seconds} s`);
  }
}

await Promise.all(lanes.map(runLane));
process.stdout.write(`\n${verdicts.join("\n")}\n\n${totals.passed} passed, ${totals.failed} failed\n`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
