import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayOf, isDay, startOfDay } from "./time-zone.ts";

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
