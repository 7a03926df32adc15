import { expect, it } from "vitest";
import { budget, type Chunk, excessOf, loadsOf } from "./budget.ts";

const kilobyte = 1024;
const chunk = (fileName: string, kilobytes: number, changes: Partial<Chunk> = {}): Chunk => ({
  fileName,
  entryModule: null,
  isApp: false,
  staticImports: [],
  gzipBytes: kilobytes * kilobyte,
  ...changes,
});

const chunks = [
  chunk("app.js", 60, { entryModule: "/src/index.tsx", isApp: true, staticImports: ["shared.js"] }),
  chunk("shared.js", 10, { staticImports: ["deep.js"] }),
  chunk("deep.js", 5, { staticImports: ["shared.js"] }),
  chunk("dashboard.js", 20, {
    entryModule: "/src/dashboard.page.tsx",
    staticImports: ["shared.js", "chart.js"],
  }),
  chunk("chart.js", 4),
  chunk("reports.js", 9, {
    entryModule: "/src/reports.page.tsx",
    staticImports: ["shared.js", "chart.js", "table.js"],
  }),
  chunk("table.js", 3),
];

it("counts the app and its first page with all that they import, each file once", () => {
  const [first] = loadsOf(chunks, "/dashboard.page.tsx");
  expect(first?.kilobytes).toBe(60 + 10 + 5 + 20 + 4);
});

it("counts what another page brings beside the app, imports included", () => {
  const [, reports, ...others] = loadsOf(chunks, "/dashboard.page.tsx");
  expect(reports).toMatchObject({ name: "reports.js", kilobytes: 9 + 4 + 3 });
  expect(others).toEqual([]);
});

it("says by how much a budget is exceeded and by which files, from the first byte on", () => {
  const page = (bytes: number) => ({
    ...chunk("late.js", 0, { entryModule: "/src/late.page.tsx" }),
    gzipBytes: bytes,
  });
  const excess = (bytes: number) =>
    loadsOf([...chunks, page(bytes)], "/dashboard.page.tsx").flatMap((load) => excessOf(load) ?? []);
  expect(excess(budget.laterKilobytes * kilobyte)).toEqual([]);
  expect(excess(budget.laterKilobytes * kilobyte + 1)).toEqual([expect.stringMatching(/late\.js: 45\.0 KB/)]);
});

it("does not take a client without its first page for a small one", () => {
  expect(() => loadsOf(chunks, "/other.page.tsx")).toThrow("no /other.page.tsx");
});
