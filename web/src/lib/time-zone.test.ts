import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayOf, isDay, isoInZone, isTimeZone, startOfDay } from "./time-zone.ts";

const zones = [
  "UTC",
  "America/New_York",
  "America/St_Johns",
  "America/Santiago",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Asia/Tokyo",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
];
const anyDay = fc.integer({ min: 0, max: 15_000 }).map((count) => addDays("2000-01-01", count));

describe("startOfDay", () => {
  it("is the first instant of the day in every zone", () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...zones), (day, timeZone) => {
        // Apia skipped this day altogether when it crossed the date line.
        fc.pre(!(timeZone === "Pacific/Apia" && day === "2011-12-30"));
        const start = startOfDay(day, timeZone);
        expect(dayOf(start, timeZone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1000), timeZone) < day).toBe(true);
      }),
    );
  });

  it("is one o'clock where the clock skips midnight", () => {
    expect(startOfDay("2024-04-26", "Africa/Cairo").toISOString()).toBe("2024-04-25T22:00:00.000Z");
  });

  it("gives a day that was skipped no length", () => {
    const skipped = startOfDay("2011-12-30", "Pacific/Apia");
    expect(startOfDay("2011-12-31", "Pacific/Apia")).toEqual(skipped);
  });
});

describe("isDay", () => {
  it.each(["2024-02-29", "1999-12-31"])("accepts %s", (day) => expect(isDay(day)).toBe(true));
  it.each(["2026-02-29", "2026-13-01", "2026-1-1", "today", "", 20260101, undefined])("refuses %s", (text) =>
    expect(isDay(text)).toBe(false),
  );
});

describe("isTimeZone", () => {
  it.each(["Europe/Kyiv", "Europe/Kiev", "Asia/Calcutta", "UTC"])("knows %s", (name) =>
    expect(isTimeZone(name)).toBe(true),
  );
  it.each(["Nowhere/Land", "", "Kyiv"])("refuses %j", (name) => expect(isTimeZone(name)).toBe(false));
});

describe("isoInZone", () => {
  it("writes the zone's own clock with its offset", () => {
    const instant = new Date("2026-07-01T03:30:05.678Z");
    expect(isoInZone(instant, "America/St_Johns")).toBe("2026-07-01T01:00:05-02:30");
    expect(isoInZone(instant, "Asia/Kathmandu")).toBe("2026-07-01T09:15:05+05:45");
    expect(isoInZone(instant, "UTC")).toBe("2026-07-01T03:30:05+00:00");
  });

  it("is the same instant, to the second, and begins with the day there", () => {
    const anyInstant = fc.integer({ min: 946_684_800, max: 4_102_444_800 });
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(...zones), (seconds, timeZone) => {
        const instant = new Date(seconds * 1000);
        const text = isoInZone(instant, timeZone);
        expect(Date.parse(text)).toBe(instant.getTime());
        expect(text.slice(0, 10)).toBe(dayOf(instant, timeZone));
      }),
    );
  });
});
