import { describe, expect, it } from "vitest";
import { backfillErrors, backfillRange, proposeBackfill } from "./backfill.models.ts";

const today = "2026-03-10";

describe("backfillErrors", () => {
  it.each([
    [{ from: "2026-03-10", to: "2026-03-10" }, []],
    [{ from: "2016-03-11", to: "2016-03-11" }, []],
    [{ from: "2016-03-10", to: "2026-03-10" }, ["from"]],
    [{ from: "", to: "2026-02-30" }, ["from", "to"]],
    [{ from: "2026-03-01", to: "2026-03-11" }, ["to"]],
    [{ from: "2026-03-05", to: "2026-03-04" }, ["to"]],
  ])("finds in %j what is wrong: %j", (input, fields) => {
    expect(Object.keys(backfillErrors(input, today))).toEqual(fields);
  });
});

describe("backfillRange", () => {
  const now = new Date("2026-03-10T15:00:00Z");

  it("covers whole days of the org, the day that loses an hour to summer time included", () => {
    expect(backfillRange({ from: "2026-03-08", to: "2026-03-08" }, "America/New_York", now)).toEqual({
      start: "2026-03-08T05:00:00.000Z",
      end: "2026-03-09T04:00:00.000Z",
    });
  });

  it("never ends in the future", () => {
    expect(backfillRange({ from: today, to: today }, "Asia/Kathmandu", now).end).toBe(now.toISOString());
  });
});

describe("proposeBackfill", () => {
  const now = new Date("2026-03-10T02:00:00Z");

  it("goes on where the history that is here begins, in the org's days", () => {
    const proposed = proposeBackfill({ earliest: "2026-01-01T03:00:00Z" }, "America/New_York", now);
    expect(proposed).toEqual({ from: "2025-10-03", to: "2025-12-31" });
  });

  it("leaves out a day that is here from its first moment on", () => {
    expect(proposeBackfill({ earliest: "2026-01-01T05:00:00Z" }, "America/New_York", now).to).toBe(
      "2025-12-31",
    );
  });

  it("ends today while there is none", () => {
    expect(proposeBackfill(undefined, "America/New_York", now).to).toBe("2026-03-09");
  });
});
