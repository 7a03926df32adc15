import { describe, expect, it } from "vitest";
import { createQuery, parseDateTime, parseInteger } from "./query.ts";

describe("a date and time", () => {
  it.each([
    ["2026-01-15T14:03:22", "2026-01-15T14:03:22.000Z"],
    ["2026-01-15T14:03:22Z", "2026-01-15T14:03:22.000Z"],
    ["2026-01-15T14:03:22.1234567+00:00", "2026-01-15T14:03:22.123Z"],
    ["2026-01-15T14:03:22-05:00", "2026-01-15T19:03:22.000Z"],
  ])("%s is understood", (text, iso) => {
    expect(new Date(parseDateTime(text, { zoneRequired: false }) ?? 0).toISOString()).toBe(iso);
  });

  it.each([
    "2026-01-15",
    "2026-01-15 14:03:22",
    "2026-01-15T14:03:22 00:00",
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-15T25:00:00Z",
    "1768485802000",
    "",
    "y",
  ])("'%s' is refused", (text) => {
    expect(parseDateTime(text, { zoneRequired: false })).toBeUndefined();
  });

  it("needs its zone where one is demanded", () => {
    expect(parseDateTime("2026-01-15T14:03:22", { zoneRequired: true })).toBeUndefined();
  });
});

it.each([
  ["1", 1],
  ["2147483647", 2_147_483_647],
  ["0", undefined],
  ["2147483648", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["1e3", undefined],
  ["", undefined],
  ["x", undefined],
])("the whole number '%s' of at least one is read as %s", (text, value) => {
  expect(parseInteger(text, 1)).toBe(value);
});

it("parameter names match without case, and lists come repeated or comma-joined", () => {
  const query = createQuery(new URLSearchParams("PAGESIZE=5&callFilter=Missed,Dropped&CallFilter=Incoming"));
  expect(query.get("pageSize")).toBe("5");
  expect(query.list("callfilter")).toEqual(["Missed", "Dropped", "Incoming"]);
});
