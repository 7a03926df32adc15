import type { Rolldown } from "vite";
import { expect, it } from "vitest";
import { sharedByFirstPage } from "./first-page-files.ts";

/** Who imports each module. */
const importers: Record<string, string[]> = {
  "/app.ts": [],
  "/overlays.ts": [],
  "/first.page.ts": [],
  "/other.page.ts": [],
  "/only-first.ts": ["/first.page.ts"],
  "/deep.ts": ["/only-first.ts", "/deeper.ts", "/other.page.ts"],
  "/deeper.ts": ["/deep.ts"],
  "/only-other.ts": ["/other.page.ts"],
  "/of-overlays.ts": ["/first.page.ts", "/overlays.ts"],
};

const context = {
  getModuleInfo: (id: string) => ({ importers: importers[id] ?? [] }),
} as Rolldown.ChunkingContext;

it("takes what the first page can't be run without, however deep, and nothing that others load by themselves", () => {
  const { name } = sharedByFirstPage("/first.page.ts", ["/overlays.ts"]);
  if (typeof name !== "function") throw new Error("The files have to be chosen one by one.");
  const taken = Object.keys(importers).filter((id) => name(id, context) === "shared");
  expect(taken).toEqual(["/first.page.ts", "/only-first.ts", "/deep.ts", "/deeper.ts"]);
});
