import { describe, expect, it } from "vitest";
import { type SyncStream, streamHealth, syncObstacle } from "./sync.models.ts";

const nowMs = Date.parse("2026-03-01T12:00:00Z");

function stream(changes: Partial<SyncStream>): SyncStream {
  return {
    org_id: "o",
    integration_id: "i",
    stream: "calls",
    is_enabled: true,
    interval_seconds: 300,
    next_run_at: "2026-03-01T12:02:00Z",
    last_success_at: "2026-03-01T11:58:00Z",
    last_attempt_at: "2026-03-01T11:58:00Z",
    watermark: null,
    earliest: null,
    consecutive_failures: 0,
    error_class: null,
    error_code: null,
    error_hint: null,
    paused_reason: null,
    ...changes,
  };
}

describe("streamHealth", () => {
  it.each([
    ["fresh", {}],
    ["fresh", { last_success_at: "2026-03-01T11:48:01Z" }],
    ["late", { last_success_at: "2026-03-01T11:48:00Z" }],
    ["late", { last_success_at: "2026-03-01T11:20:01Z" }],
    ["stale", { last_success_at: "2026-03-01T11:20:00Z" }],
    ["waiting", { last_success_at: null }],
    ["failing", { consecutive_failures: 1 }],
    ["failing", { consecutive_failures: 2, last_success_at: null }],
    ["paused", { paused_reason: "credentials", consecutive_failures: 3 }],
    ["paused", { is_enabled: false }],
  ] as const)("is %s with %j", (health, changes) => {
    expect(streamHealth(stream(changes), nowMs)).toBe(health);
  });
});

describe("syncObstacle", () => {
  const free = { stream: "calls", liveJob: undefined, cooldownUntilMs: undefined, nowMs } as const;

  it("lets a sync be asked for when nothing speaks against it", () => {
    expect(syncObstacle(free)).toBeUndefined();
    expect(syncObstacle({ ...free, cooldownUntilMs: nowMs })).toBeUndefined();
  });

  it("refuses a second live job", () => {
    expect(syncObstacle({ ...free, liveJob: { status: "running" } })).toBe("A sync of calls is running.");
    expect(syncObstacle({ ...free, liveJob: { status: "queued" } })).toBe(
      "A sync of calls is about to start.",
    );
  });

  it("counts the cooldown down", () => {
    expect(syncObstacle({ ...free, cooldownUntilMs: nowMs + 61_500 })).toContain("1 minute 2 seconds");
  });
});
