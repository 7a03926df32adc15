import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deltaOf, isWelcome } from "./delta.models.ts";

describe("deltaOf", () => {
  it.each([
    ["count", 272, 191, "up", "42% more"],
    ["count", 28, 35, "down", "20% fewer"],
    ["count", 3000, 200, "up", "1,400% more"],
    ["count", 1001, 1000, "up", "under 1% more"],
    ["rate", 0.585, 0.597, "down", "1.2 points lower"],
    ["rate", 0.6, 0.59, "up", "1 point higher"],
    ["rate", 0.6004, 0.6, "up", "under 0.1 points higher"],
    ["seconds", 205.4, 172, "up", "19% longer"],
    ["seconds", 60, 120, "down", "50% shorter"],
    ["count", 5, 5, "same", "no change"],
  ] as const)("of a %s of %d after %d goes %s: %s", (kind, value, previous, trend, text) => {
    expect(deltaOf(kind, value, previous)).toEqual({ trend, text });
  });

  it("is none where there was nothing, or nothing is known", () => {
    fc.assert(
      fc.property(fc.constantFrom("count", "rate", "seconds"), fc.nat(), (kind, value) => {
        expect(deltaOf(kind, value, 0)).toBeNull();
        expect(deltaOf(kind, value, null)).toBeNull();
        expect(deltaOf(kind, null, value)).toBeNull();
      }),
    );
  });
});

describe("isWelcome", () => {
  const up = { trend: "up", text: "" } as const;
  const down = { trend: "down", text: "" } as const;

  it("tells good news from bad, and from mere change", () => {
    expect([isWelcome(up, true), isWelcome(down, true)]).toEqual([true, false]);
    expect([isWelcome(up, false), isWelcome(down, false)]).toEqual([false, true]);
    expect([isWelcome(up, null), isWelcome({ trend: "same", text: "" }, true)]).toEqual([null, null]);
  });
});
