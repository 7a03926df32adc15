import { describe, expect, it } from "vitest";
import { unknown } from "~/lib/format";
import { formatFigure } from "./figure-format.models.ts";

describe("formatFigure", () => {
  it.each([
    ["count", 0, "0"],
    ["count", 12_345, "12,345"],
    ["rate", 0.5846, "58.5%"],
    ["rate", 0.61, "61.0%"],
    ["rate", 0, "0%"],
    ["rate", 1, "100%"],
    ["seconds", 0, "0 s"],
    ["seconds", 45, "45 s"],
    ["seconds", 205.4, "3 min 25 s"],
    ["seconds", 120, "2 min"],
    ["seconds", 59.6, "1 min"],
    ["seconds", 48_064, "13 h 21 min"],
    ["seconds", 3600, "1 h"],
  ] as const)("writes a %s of %d as %s", (kind, value, text) => expect(formatFigure(kind, value)).toBe(text));

  it("doesn't call nearly all all, nor nearly none none", () => {
    expect(formatFigure("rate", 0.9999)).toBe("99.9%");
    expect(formatFigure("rate", 0.0001)).toBe("0.1%");
  });

  it("says unknown instead of zero", () => {
    expect(formatFigure("rate", null)).toBe(unknown);
    expect(formatFigure("seconds", null)).toBe(unknown);
  });
});
