import { describe, expect, it } from "vitest";
import type { SyncJob } from "./sync.models.ts";
import {
  describeRows,
  formatElapsed,
  type JobFilters,
  jobDurationSeconds,
  mergeLiveJobs,
  parseJobFilters,
  requesterName,
} from "./sync-jobs.models.ts";

function job(changes: Partial<SyncJob> = {}): SyncJob {
  return {
    id: "a",
    org_id: "o",
    integration_id: "i",
    stream: "calls",
    trigger: "schedule",
    status: "succeeded",
    window_start: null,
    window_end: null,
    checkpoint: null,
    attempt: 0,
    run_after: "2026-03-01T12:00:00Z",
    leased_until: null,
    rows_fetched: 0,
    rows_inserted: 0,
    rows_updated: 0,
    rows_unchanged: 0,
    pages: 0,
    requests: 0,
    waited_seconds: 0,
    error_class: null,
    error_code: null,
    error_hint: null,
    requested_by: null,
    created_at: "2026-03-01T12:00:00Z",
    started_at: "2026-03-01T12:00:01Z",
    finished_at: "2026-03-01T12:01:06Z",
    ...changes,
  };
}

const noFilters: JobFilters = { stream: "all", status: "all", trigger: "all" };

describe("parseJobFilters", () => {
  it("takes what the database knows and turns off the rest", () => {
    expect(parseJobFilters({ stream: "calls", status: "failed", trigger: "backfill" })).toEqual({
      stream: "calls",
      status: "failed",
      trigger: "backfill",
    });
    expect(parseJobFilters({ stream: "faxes", status: ["failed"], trigger: "toString" })).toEqual(noFilters);
  });
});

describe("mergeLiveJobs", () => {
  const running = job({ id: "live", status: "running", finished_at: null, rows_fetched: 500 });

  it("shows the newest state of a job that was live when the history was read", () => {
    const history = [job({ ...running, rows_fetched: 100 })];
    expect(mergeLiveJobs(history, [running], noFilters)).toEqual([running]);
  });

  it("never brings a job back to life that the history knows is over", () => {
    const over = job({ id: "live" });
    expect(mergeLiveJobs([over], [running], noFilters)).toEqual([over]);
  });

  it("puts a job that began since at its place, unless the filters leave it out", () => {
    const older = job({ id: "older", created_at: "2026-03-01T11:00:00Z" });
    expect(mergeLiveJobs([older], [running], noFilters).map(({ id }) => id)).toEqual(["live", "older"]);
    expect(mergeLiveJobs([older], [running], { ...noFilters, status: "succeeded" })).toEqual([older]);
    expect(mergeLiveJobs([older], [running], { ...noFilters, stream: "recordings" })).toEqual([older]);
  });
});

describe("a job in words", () => {
  it.each([
    [{}, "Nothing to bring over"],
    [{ status: "failed" }, "No rows"],
    [{ status: "running" }, "No rows yet"],
    [{ rows_fetched: 1284, rows_inserted: 12, rows_updated: 3 }, "1,284 received: 12 new, 3 changed"],
    [{ rows_fetched: 5, rows_unchanged: 5 }, "5 received: nothing new"],
  ] as const)("%j: %s", (changes, words) => {
    expect(describeRows(job(changes))).toBe(words);
  });

  it("names who asked, as far as that is known", () => {
    const ada = { full_name: "Ada", email: "ada@example.com" };
    expect(requesterName({ ...job(), requester: ada })).toBe("Schedule");
    expect(requesterName({ ...job({ trigger: "manual" }), requester: ada })).toBe("Ada");
    expect(requesterName({ ...job({ trigger: "manual" }), requester: null })).toBe("Someone who has left");
  });

  it("lasts from its start to its end, or to now", () => {
    const nowMs = Date.parse("2026-03-01T12:00:11Z");
    expect(jobDurationSeconds(job(), nowMs)).toBe(65);
    expect(jobDurationSeconds(job({ finished_at: null }), nowMs)).toBe(10);
    expect(jobDurationSeconds(job({ started_at: null }), nowMs)).toBeNull();
    expect([65, 0.4, null].map(formatElapsed)).toEqual(["1:05", "< 1 s", "—"]);
  });
});
