import { describe, expect, it } from "vitest";
import {
  formatCount,
  formatDateTime,
  formatDuration,
  formatFrequency,
  formatInterval,
  formatRelativeTime,
  unknown,
} from "./format.ts";

describe("formatDuration", () => {
  it.each([
    [0, "0:00"],
    [9, "0:09"],
    [65, "1:05"],
    [3599, "59:59"],
    [3661, "1:01:01"],
    [36_000, "10:00:00"],
  ])("writes %i seconds as %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it("says unknown instead of zero when the length isn't known", () => {
    expect(formatDuration(null)).toBe(unknown);
  });
});

describe("formatInterval", () => {
  it.each([
    [0, "0 seconds"],
    [1, "1 second"],
    [60, "1 minute"],
    [90, "1 minute 30 seconds"],
    [5400, "1 hour 30 minutes"],
    [86_400, "24 hours"],
  ])("writes %i seconds as %s", (seconds, text) => expect(formatInterval(seconds)).toBe(text));
});

describe("formatFrequency", () => {
  it.each([
    [3600, "every hour"],
    [60, "every minute"],
    [300, "every 5 minutes"],
    [5400, "every 1 hour 30 minutes"],
  ])("writes %i seconds as %s", (seconds, text) => expect(formatFrequency(seconds)).toBe(text));
});

describe("formatRelativeTime", () => {
  const nowMs = Date.parse("2026-03-01T12:00:00Z");
  const agoText = (seconds: number) => formatRelativeTime(new Date(nowMs - seconds * 1000), nowMs);

  it("calls the last minute just now", () => {
    expect(agoText(0)).toBe("just now");
    expect(agoText(59)).toBe("just now");
  });

  it("uses the coarsest unit that fits and never rounds up", () => {
    expect(agoText(119)).toContain("1");
    expect(agoText(7199)).toBe(agoText(3600));
    expect(agoText(7199)).not.toBe(agoText(7200));
  });

  it("tells the future from the past", () => {
    expect(agoText(-30)).toBe("in a moment");
    expect(agoText(-3600)).not.toBe(agoText(3600));
  });
});

describe("formatCount", () => {
  it("counts one, none and many", () => {
    expect(formatCount(1, "call")).toBe("1 call");
    expect(formatCount(0, "call")).toBe("0 calls");
    expect(formatCount(2, "person", "people")).toBe("2 people");
  });
});

describe("formatDateTime", () => {
  it("shows an instant in the org's time zone", () => {
    const instant = "2026-01-15T03:30:00Z";
    expect(formatDateTime(instant, "Asia/Kathmandu", "time")).toContain("15");
    expect(formatDateTime(instant, "UTC", "time")).toContain("30");
  });

  describe.each(["date", "short"] as const)("as %s", (style) => {
    const now = new Date("2026-06-01T12:00:00Z");

    it("leaves out the year while it is the current one", () => {
      expect(formatDateTime("2026-01-15T12:00:00Z", "UTC", style, now)).not.toContain("2026");
    });

    it("names any other year", () => {
      expect(formatDateTime("2025-06-01T12:00:00Z", "UTC", style, now)).toContain("2025");
      expect(formatDateTime("2027-06-01T12:00:00Z", "UTC", style, now)).toContain("2027");
    });

    it("takes the year from the zone's own clock on New Year's Eve", () => {
      const eve = new Date("2026-12-31T20:00:00Z");
      expect(formatDateTime("2026-12-31T12:00:00Z", "Asia/Tokyo", style, eve)).toContain("2026");
      expect(formatDateTime(eve, "Asia/Tokyo", style, eve)).not.toMatch(/202\d/);
      expect(formatDateTime("2026-12-31T12:00:00Z", "UTC", style, eve)).not.toMatch(/202\d/);
    });
  });
});
