import { describe, expect, it } from "vitest";
import { countUnread, type EndedJob, isListed, newlyEnded, toNotifications } from "./notifications.models.ts";

function job(id: string, changes: Partial<EndedJob> = {}): EndedJob {
  return {
    id,
    stream: "calls",
    trigger: "schedule",
    status: "failed",
    requested_by: null,
    finished_at: `2026-03-01T12:0${id}:00Z`,
    error_code: "timeout",
    error_hint: "MightyCall did not answer in time.",
    rows_fetched: 0,
    rows_inserted: 0,
    rows_updated: 0,
    ...changes,
  };
}

const loaded = {
  status: "succeeded",
  trigger: "backfill",
  error_code: null,
  rows_fetched: 9,
  rows_inserted: 9,
} as const;

describe("toNotifications", () => {
  it("says what failed and what to do, and what was loaded", () => {
    expect(toNotifications([job("1"), job("2", { ...loaded, stream: "sms_messages" })])).toMatchObject([
      { jobId: "2", isFailure: false, title: "The history of messages is loaded", text: "9 received: 9 new" },
      {
        jobId: "1",
        isFailure: true,
        title: "Calls could not be synced",
        text: "MightyCall did not answer in time.",
      },
    ]);
  });

  it("makes one of the failures of a stream for one reason, the last one to look at", () => {
    const other = job("2", { stream: "recordings" });
    expect(toNotifications([job("1"), other, job("3"), job("4")])).toMatchObject([
      { jobId: "4", count: 3, at: "2026-03-01T12:04:00Z" },
      { jobId: "2", count: 1 },
    ]);
  });

  it("keeps apart what has another reason or a success in between", () => {
    expect(toNotifications([job("1"), job("2", { error_code: "daily_limit" })])).toHaveLength(2);
    expect(toNotifications([job("1"), job("2", loaded), job("3")])).toHaveLength(3);
  });
});

describe("isListed", () => {
  it("leaves out a plain sync that went well", () => {
    expect(isListed(job("1"))).toBe(true);
    expect(isListed(job("1", loaded))).toBe(true);
    expect(isListed(job("1", { status: "succeeded", trigger: "manual" }))).toBe(false);
  });
});

describe("newlyEnded", () => {
  it("tells of nothing that was over before one first looked", () => {
    expect(newlyEnded(undefined, [job("1")])).toEqual([]);
    expect(newlyEnded(new Set(["1"]), [job("2"), job("1")])).toEqual([job("2")]);
  });
});

describe("countUnread", () => {
  const notifications = toNotifications([job("1"), job("2", { stream: "recordings" })]);

  it.each([
    [null, 2],
    ["2026-03-01T12:01:00Z", 1],
    ["2026-03-01T12:02:00Z", 0],
  ])("seen until %s leaves %d", (seenUntil, count) => {
    expect(countUnread(notifications, seenUntil)).toBe(count);
  });
});
