import { describe, expect, it } from "vitest";
import { dayName } from "./day-name.ts";

describe("dayName", () => {
  it("names today and yesterday, across the end of a month, and nothing else", () => {
    expect(dayName("2026-03-01", "2026-03-01")).toBe("Today");
    expect(dayName("2026-02-28", "2026-03-01")).toBe("Yesterday");
    expect(dayName("2026-02-27", "2026-03-01")).toBeNull();
    expect(dayName("2026-03-02", "2026-03-01")).toBeNull();
  });
});
