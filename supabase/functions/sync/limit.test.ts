import { describe, expect, it } from "vitest";
import type { ProviderErrorCode } from "../_shared/provider/error-messages.ts";
import { ProviderError } from "../_shared/provider/provider-error.ts";
import { type PauseFacts, pauseFor } from "./limit.ts";

const quiet: PauseFacts = {
  attempt: 0,
  isNearlySpent: false,
  most_seconds: Number.POSITIVE_INFINITY,
  random: () => 0.5,
};
const pause = (code: ProviderErrorCode, facts: Partial<PauseFacts> = {}, retry_after_seconds?: number) => {
  const found = pauseFor(new ProviderError(code, { retry_after_seconds }), { ...quiet, ...facts });
  return found === null ? null : [found.error.code, found.wait_seconds];
};

describe("the end of the day's requests", () => {
  it("is waited for, and tried again each hour at least, since the day is a rolling one", () => {
    expect(pause("daily_limit")).toEqual(["daily_limit", 3600]);
    expect(pause("daily_limit", {}, 80_000)).toEqual(["daily_limit", 3600]);
    expect(pause("daily_limit", {}, 90)).toEqual(["daily_limit", 90]);
  });

  it("of history alone is waited for no longer than new rows may wait", () => {
    expect(pause("daily_limit", { most_seconds: 300 })).toEqual(["daily_limit", 300]);
  });

  it.each(["rate_limited", "access_denied"] as const)(
    "is what %s means when our own count says so",
    (code) => {
      expect(pause(code, { isNearlySpent: true })).toEqual(["daily_limit", 3600]);
    },
  );

  it("is what a request to slow down means that outlasts four pauses without naming a wait", () => {
    expect(pause("rate_limited", { attempt: 3 })?.[0]).toBe("rate_limited");
    expect(pause("rate_limited", { attempt: 4 })).toEqual(["daily_limit", 3600]);
    expect(pause("rate_limited", { attempt: 4 }, 40)).toEqual(["rate_limited", 43]);
  });
});

describe("a request to slow down", () => {
  it("is a pause: as long as was asked for, else longer each time", () => {
    expect(pause("rate_limited", {}, 30)).toEqual(["rate_limited", 33]);
    expect([0, 1, 2, 3].map((attempt) => pause("rate_limited", { attempt })?.[1])).toEqual([3, 5, 10, 20]);
  });
});

describe("anything else", () => {
  it("is a failure and no pause", () => {
    expect(pause("access_denied")).toBeNull();
    expect(pause("timeout", { isNearlySpent: true })).toBeNull();
    expect(pauseFor(new Error("bug"), quiet)).toBeNull();
  });
});
