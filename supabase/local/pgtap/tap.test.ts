import { describe, expect, it } from "vitest";
import { problemsOf, readTap } from "./tap.ts";

describe("a file of tests", () => {
  it("passes when all that was planned ran and none failed", () => {
    const report = readTap(["1..3", "ok 1 - one", "ok 2 - two # SKIP not here", "not ok 3 - later # TODO"]);
    expect(report.passed).toBe(3);
    expect(problemsOf(report)).toEqual([]);
  });

  it("names each failure with its diagnostics", () => {
    const report = readTap([
      "ok 1 - one",
      "not ok 2 - agents see nothing",
      "# Failed",
      "#  have: 3",
      "ok 3",
      "1..3",
    ]);
    expect(report).toMatchObject({ passed: 2, failures: [{ name: "agents see nothing" }] });
    expect(problemsOf(report)).toEqual(["not ok: agents see nothing\n    Failed\n     have: 3"]);
  });

  it.each([
    ["stopped before its plan", ["ok 1 - one"], "no plan"],
    ["ran fewer than planned", ["1..2", "ok 1 - one"], "planned 2 tests, ran 1"],
    ["ran more than planned", ["1..1", "ok 1 - one", "ok 2 - two"], "planned 1 tests, ran 2"],
    ["printed nothing", [], "no plan"],
  ])("is never green when it %s", (_, lines, problem) => {
    expect(problemsOf(readTap(lines)).join()).toContain(problem);
  });
});
