/** What one file of tests reported. */
export type TapReport = {
  planned: number | undefined;
  passed: number;
  failures: TapFailure[];
};

export type TapFailure = { name: string; diagnostics: string[] };

/**
 * Reads the TAP lines of one file. A test marked `# TODO` or `# SKIP` counts as passed, as prove has it. Diagnostics
 * are the `#` lines that follow a failed test.
 */
export function readTap(lines: string[]): TapReport {
  const report: TapReport = { planned: undefined, passed: 0, failures: [] };
  let failure: TapFailure | undefined;
  for (const line of lines) {
    const plan = /^1\.\.(\d+)/.exec(line);
    const test = /^(not )?ok\b\s*\d*\s*-?\s*(.*)$/.exec(line);
    if (plan?.[1] !== undefined) {
      report.planned = Number(plan[1]);
    } else if (test !== null) {
      failure = undefined;
      const name = test[2] ?? "";
      if (test[1] === undefined || /#\s*(todo|skip)/i.test(name)) {
        report.passed += 1;
      } else {
        failure = { name, diagnostics: [] };
        report.failures.push(failure);
      }
    } else if (line.startsWith("#")) {
      failure?.diagnostics.push(line.replace(/^#\s?/, ""));
    }
  }
  return report;
}

/** Why a file did not pass, in words; empty when it did. A file that stops early must never look green. */
export function problemsOf(report: TapReport): string[] {
  const problems = report.failures.map((failure) =>
    [`not ok: ${failure.name}`, ...failure.diagnostics.map((line) => `    ${line}`)].join("\n"),
  );
  const run = report.passed + report.failures.length;
  if (report.planned === undefined) problems.push("no plan: the file ended before finish() or plan()");
  else if (report.planned !== run) problems.push(`planned ${report.planned} tests, ran ${run}`);
  return problems;
}
