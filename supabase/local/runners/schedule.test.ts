import { Cron } from "croner";
import { describe, expect, it } from "vitest";
import { cronerPattern } from "./schedule.ts";

describe("pg_cron's schedules", () => {
  it.each([1, 30, 59])("every %i seconds", (seconds) => {
    expect(cronerPattern(`${seconds} seconds`)).toEqual({ everySeconds: seconds });
  });

  it.each([
    ["* * * * *", "2026-02-27T10:00:30Z", "2026-02-27T10:01:00.000Z"],
    ["17 3 * * *", "2026-02-27T10:00:00Z", "2026-02-28T03:17:00.000Z"],
    ["0 12 $ * *", "2026-02-27T10:00:00Z", "2026-02-28T12:00:00.000Z"],
    ["*/5 8-10 * * mon", "2026-02-27T10:00:00Z", "2026-03-02T08:00:00.000Z"],
  ])("%s runs next after %s at %s", (schedule, from, next) => {
    const parsed = cronerPattern(schedule);
    if (!("pattern" in parsed)) throw new Error("expected a pattern");
    const cron = new Cron(parsed.pattern, { timezone: "UTC", paused: true });
    expect(cron.nextRun(from)?.toISOString()).toBe(next);
  });
});
