import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { budgetState, requestBudget } from "./request-budget.models.ts";
import { intervalOptions, scheduledRequestsPerDay } from "./stream-settings.models.ts";

describe("intervalOptions", () => {
  it("offers the present interval at its place, whatever it is", () => {
    const values = intervalOptions(420).map(({ value }) => Number(value));
    expect(values).toContain(420);
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  it("offers no interval twice, and none that the database refuses", () => {
    const values = intervalOptions(300).map(({ value }) => Number(value));
    expect(new Set(values).size).toBe(values.length);
    expect(values.every((seconds) => seconds >= 60 && seconds <= 86_400)).toBe(true);
  });

  it("says it in words", () => {
    expect(intervalOptions(300).find(({ value }) => value === "3600")?.label).toBe("Every hour");
  });
});

describe("scheduledRequestsPerDay", () => {
  it("counts a request for each run of the streams that run", () => {
    const stream = { is_enabled: true, paused_reason: null, interval_seconds: 3600 };
    const streams = [
      stream,
      { ...stream, interval_seconds: 300 },
      { ...stream, is_enabled: false },
      { ...stream, paused_reason: "credentials" },
    ];
    expect(scheduledRequestsPerDay(streams)).toBe(24 + 288);
  });
});

describe("budgetState", () => {
  const budget = { daily_limit: 2500, used: 0, left: 2500, reserved_for_people: 200, refills_at: null };

  it.each([
    [2500, "ample"],
    [500, "ample"],
    [499, "low"],
    [201, "low"],
    [200, "reserved"],
    [0, "empty"],
  ] as const)("with %d left it is %s", (left, state) => {
    expect(budgetState({ ...budget, left })).toBe(state);
  });

  it("is unknown, not zero, while nothing is connected", () => {
    expect(v.parse(requestBudget, null)).toBeNull();
    expect(v.safeParse(requestBudget, { ...budget, left: undefined }).success).toBe(false);
  });
});
