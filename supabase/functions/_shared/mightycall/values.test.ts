import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationSeconds } from "./duration.ts";
import { normaliseNumber } from "./numbers.ts";
import { retryAfterSeconds } from "./retry-after.ts";
import { cleanText } from "./text.ts";
import { normaliseTimestamp, wholeSecond } from "./timestamps.ts";

describe("a duration", () => {
  it.each([
    ["65000", 65],
    [65_000, 65],
    ["184250", 184],
    ["499", 0],
    ["500", 1],
    ["0", 0],
    [" 23066 ", 23],
    ["00:03:04", 184],
    ["0:00:59.9", 59],
    ["1.02:03:04", 93_784],
    [null, null],
    [undefined, null],
    ["", null],
    ["soon", null],
    ["-5", null],
    ["00:75:00", null],
    [Number.NaN, null],
    [1e30, null],
    ["99999999999999999", null],
    [{}, null],
  ])("%j is %j seconds", (given, seconds) => {
    expect(durationSeconds(given)).toBe(seconds);
  });
});

describe("a time", () => {
  it.each([
    ["2026-01-15T14:03:22.145+00:00", "2026-01-15T14:03:22.145Z"],
    ["2026-01-15T14:03:22Z", "2026-01-15T14:03:22Z"],
    ["2026-01-15T14:03:22", "2026-01-15T14:03:22Z"],
    ["2026-01-15 14:03:22.5", "2026-01-15T14:03:22.5Z"],
    ["2026-01-15T14:03:25.5140000Z", "2026-01-15T14:03:25.514000Z"],
    ["2026-01-15T14:03:25.1234569", "2026-01-15T14:03:25.123456Z"],
    ["2026-01-15T00:03:22.1+05:45", "2026-01-14T18:18:22.1Z"],
    ["2026-12-31T20:00:00-0500", "2027-01-01T01:00:00Z"],
    ["2028-02-29T00:00:00z", "2028-02-29T00:00:00Z"],
    ["2026-02-29T00:00:00Z", null],
    ["2026-13-01T00:00:00Z", null],
    ["2026-01-15T25:00:00Z", null],
    ["0001-01-01T00:00:00", null],
    ["2026-01-15", null],
    ["yesterday", null],
    [1_768_485_802_000, null],
    [null, null],
  ])("%j is %j", (given, expected) => {
    expect(normaliseTimestamp(given)).toBe(expected);
  });

  it("means the same instant in any offset", () => {
    const range = { min: new Date("1970-01-03"), max: new Date("2100-01-01"), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(range), fc.integer({ min: -14 * 60, max: 14 * 60 }), (instant, offsetMinutes) => {
        const local = new Date(instant.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1);
        const [hours, minutes] = [Math.trunc(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
        const sign = offsetMinutes < 0 ? "-" : "+";
        const offset = [hours, minutes].map((part) => String(part).padStart(2, "0")).join(":");
        expect(normaliseTimestamp(`${local}${sign}${offset}`)).toBe(instant.toISOString());
      }),
    );
  });

  it("widens to whole seconds where the provider is asked for a range", () => {
    expect(wholeSecond("2026-01-15T14:03:22.145Z", Math.floor)).toBe("2026-01-15T14:03:22Z");
    expect(wholeSecond("2026-01-15T14:03:22.145Z", Math.ceil)).toBe("2026-01-15T14:03:23Z");
    expect(wholeSecond("2026-01-15T14:03:22Z", Math.ceil)).toBe("2026-01-15T14:03:22Z");
  });
});

describe("a phone number", () => {
  it.each([
    ["+15550100001", "+15550100001"],
    ["5550100001", "+15550100001"],
    ["15550100001", "+15550100001"],
    ["(555) 010-0001", "+15550100001"],
    ["+1 555.010.0001", "+15550100001"],
    [5_550_100_001, "+15550100001"],
    ["+442071838750", "+442071838750"],
    ["442071838750", "442071838750"],
    ["72345", "72345"],
    ["101", "101"],
    ["Anonymous", "Anonymous"],
    ["Chat widget 5", "Chat widget 5"],
    ["+0123456789", "+0123456789"],
    ["  ", null],
    [null, null],
    [{}, null],
  ])("%j is kept as %j", (given, expected) => {
    expect(normaliseNumber(given)).toBe(expected);
  });

  it("stays as it is once it is E.164", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{6,14}$/), (number) => {
        expect(normaliseNumber(number)).toBe(number);
      }),
    );
  });
});

describe("a text", () => {
  it.each([
    [" Ann ", "Ann"],
    ["nul\u0000 byte", "nul byte"],
    ["broken \ud83d emoji", "broken \ufffd emoji"],
    ["whole 😀", "whole 😀"],
    [101, "101"],
    ["", null],
    [" \u0000 ", null],
    [true, null],
    [undefined, null],
  ])("%j is stored as %j, which a JSON column accepts", (given, expected) => {
    expect(cleanText(given)).toBe(expected);
  });
});

describe("the wait that the provider asks for", () => {
  const nowMs = Date.parse("2026-01-15T14:00:00Z");
  const none = {};
  it.each<[Record<string, string>, string, number | undefined]>([
    [{ "retry-after": "120" }, "", 120],
    [{ "retry-after": "0" }, "", 1],
    [{ "retry-after": "999999" }, "", 86_400],
    [{ "retry-after": "Thu, 15 Jan 2026 14:00:30 GMT" }, "", 30],
    [{ "retry-after": "later" }, "", undefined],
    [none, "Too many requests. Retry after 2026-01-15T14:01:30.5Z UTC", 91],
    [none, "Too many requests. Retry after 2026-01-15 14:01:30 UTC", 90],
    [none, "Too many requests. Retry after 1/15/2026 2:00:45 PM UTC", 45],
    [none, "Too many requests. Retry after 2026-01-15 13:00:00 UTC", 1],
    [none, "Too many requests. Retry after a while UTC", undefined],
    [none, "Too many requests.", undefined],
  ])("%j %j: %j seconds", (headers, message, seconds) => {
    expect(retryAfterSeconds(new Headers(headers), message, nowMs)).toBe(seconds);
  });
});
