import { describe, expect, it } from "vitest";
import { createTestClock, exampleSpec } from "../testing.ts";
import { SimulatedAccount } from "./account.ts";
import type { AccountSpec } from "./account-spec.ts";

const make = (known: Partial<AccountSpec> = {}, clock = createTestClock()) =>
  new SimulatedAccount(exampleSpec(known), clock.now);

describe("a generated account", () => {
  it("is the same from the same spec, and another from another seed", () => {
    const first = make();
    const again = make();
    const other = make({ seed: "other" });
    expect(again.calls()).toEqual(first.calls());
    expect(again.messages()).toEqual(first.messages());
    expect(again.phoneNumbers()).toEqual(first.phoneNumbers());
    expect(again.team).toEqual(first.team);
    expect(other.calls()[0]?.id).not.toBe(first.calls()[0]?.id);
  });

  it.each([
    { calls: 0, messages: 0, days: 1 },
    { calls: 1, messages: 1, days: 1 },
    { calls: 4321, messages: 567, days: 90 },
  ])("has exactly the history it was asked for: %o", (size) => {
    const clock = createTestClock();
    const account = make(size, clock);
    const midnight = Date.parse("2026-03-18T00:00:00Z");
    const starts = account.calls().map(({ startedAt }) => Date.parse(startedAt));
    expect(starts).toHaveLength(size.calls);
    expect(account.messages()).toHaveLength(size.messages);
    expect(starts).toEqual(starts.toSorted((first, second) => first - second));
    expect(new Set(account.calls().map(({ id }) => id)).size).toBe(size.calls);
    for (const start of starts) {
      expect(start).toBeLessThan(midnight);
      // An instant may be written coarser than it was, by less than a second.
      expect(start).toBeGreaterThan(midnight - size.days * 86_400_000 - 1000);
    }
  });

  it("has exactly as many calls as asked for, however many", () => {
    expect(make({ calls: 100_000, days: 365 }).calls()).toHaveLength(100_000);
  });

  it("has every kind of call that a client must cope with", () => {
    const calls = make({ calls: 2000 }).callsBetween(0, Number.POSITIVE_INFINITY);
    const kinds = new Set(
      calls.map((call) => `${call.isInternal ? "Internal" : call.direction} ${call.callStatus}`),
    );
    expect([...kinds].sort()).toEqual([
      "Incoming Connected",
      "Incoming Dropped",
      "Incoming Missed",
      "Incoming VoiceMail",
      "Internal Connected",
      "Internal Missed",
      "Outgoing Connected",
      "Outgoing Dropped",
      "Outgoing Missed",
    ]);
    const fractions = new Set(
      calls.map(({ dateTimeUtc }) => /(?:\.(\d+))?(?:Z|\+)/.exec(dateTimeUtc)?.[1]?.length ?? 0),
    );
    expect([...fractions].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(calls.some(({ dateTimeUtc }) => dateTimeUtc.endsWith("Z"))).toBe(true);
    expect(calls.some(({ dateTimeUtc }) => dateTimeUtc.endsWith("+00:00"))).toBe(true);
    expect(calls.some(({ caller }) => caller.phone === undefined && caller.extension === undefined)).toBe(
      true,
    );
    expect(calls.some(({ called }) => called.length === 0)).toBe(true);
    expect(calls.some(({ isInternal, businessNumber }) => isInternal && businessNumber === null)).toBe(true);
  });

  it("writes the instant that it means", () => {
    for (const { atMs, dateTimeUtc } of make().callsBetween(0, Number.POSITIVE_INFINITY)) {
      expect(Date.parse(dateTimeUtc)).toBe(atMs);
    }
  });

  it("has calls on a deleted number and on one that no list names", () => {
    const account = make({ calls: 2000 });
    const { active, deleted } = account.phoneNumbers();
    const listed = new Set([...active, ...deleted].map(({ number }) => number));
    const used = new Set(account.calls().flatMap(({ businessNumber }) => businessNumber ?? []));
    expect(deleted.some(({ number }) => used.has(number))).toBe(true);
    expect([...used].filter((number) => !listed.has(number))).toHaveLength(1);
  });

  it("works mostly in business hours, with busy and quiet days", () => {
    const calls = make({ calls: 5000, days: 60 }).calls();
    const hourOf = (startedAt: string) => new Date(Date.parse(startedAt) - 5 * 3_600_000).getUTCHours();
    const atWork = calls.filter(({ startedAt }) => hourOf(startedAt) >= 8 && hourOf(startedAt) < 18);
    expect(atWork.length / calls.length).toBeGreaterThan(0.85);
    const perDay = Object.values(Object.groupBy(calls, ({ startedAt }) => startedAt.slice(0, 10))).map(
      (day) => day?.length ?? 0,
    );
    expect(Math.max(...perDay)).toBeGreaterThan(10 * Math.min(...perDay));
  });

  it("uses only numbers that were set aside for fiction", () => {
    const account = make({ phoneNumbers: 45 });
    const numbers = [
      ...account.phoneNumbers().active.map(({ number }) => number),
      ...account.calls().flatMap(({ businessNumber, counterpart }) => [businessNumber, counterpart]),
    ].filter((number) => number !== null);
    expect(numbers.filter((number) => !/^\+1\d{3}55501\d{2}$/.test(number))).toEqual([]);
    expect(new Set(account.phoneNumbers().active.map(({ number }) => number)).size).toBe(45);
  });
});

describe("a growing account", () => {
  const growing = { callsPerHour: 30, messagesPerHour: 6 };

  it("gets new calls as the clock advances, and the same ones after a restart", () => {
    const clock = createTestClock("2026-03-18T12:00:00Z");
    const account = make({ growing }, clock);
    const before = account.calls();
    clock.advanceSeconds(7200);
    const after = account.calls();
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.slice(0, 300)).toEqual(before.slice(0, 300));
    const restarted = make({ growing, historyEndsAt: "2026-03-18T00:00:00Z" }, clock);
    expect(restarted.calls()).toEqual(after);
    expect(restarted.messages()).toEqual(account.messages());
  });

  it("never shows a call before it has started", () => {
    const clock = createTestClock();
    const account = make({ growing }, clock);
    for (let step = 0; step < 20; step++) {
      clock.advanceSeconds(431);
      const latest = account.calls().at(-1);
      expect(Date.parse(latest?.startedAt ?? "")).toBeLessThanOrEqual(clock.now().getTime());
    }
  });

  it("grows by about as many calls as it was told to", () => {
    const clock = createTestClock("2026-03-02T00:00:00Z");
    const account = make({ calls: 0, growing }, clock);
    clock.advanceSeconds(28 * 86_400);
    const perHour = account.calls().length / (28 * 24);
    expect(perHour).toBeGreaterThan(24);
    expect(perHour).toBeLessThan(36);
  });

  it("that forgets shows the same recent calls whatever the day it is started on", () => {
    const spec = {
      calls: 0,
      days: 0,
      historyEndsAt: "2025-01-01T00:00:00Z",
      growing: { ...growing, keepDays: 10 },
    };
    const monday = make(spec, createTestClock("2026-03-16T09:30:00Z")).calls();
    const thursday = make(spec, createTestClock("2026-03-19T09:30:00Z")).calls();
    const common = thursday.filter(({ startedAt }) => startedAt < "2026-03-16T09:00");
    expect(common.length).toBeGreaterThan(100);
    const known = new Set(monday.map(({ id }) => id));
    expect(common.filter(({ id }) => !known.has(id))).toEqual([]);
    expect(Date.parse(thursday[0]?.startedAt ?? "")).toBeGreaterThanOrEqual(
      Date.parse("2026-03-09T09:00:00Z"),
    );
  });
});

describe("a running account", () => {
  it("can be given calls, messages and numbers, and have them changed", () => {
    const clock = createTestClock();
    const account = make({}, clock);
    const added = account.addCall({ direction: "Incoming", callStatus: "Connected", durationMs: 65_000 });
    expect(account.calls().at(-1)).toMatchObject({
      id: added.id,
      callStatus: null,
      durationMilliseconds: null,
    });
    clock.advanceSeconds(65);
    expect(account.calls().at(-1)).toMatchObject({ callStatus: "Connected", durationMilliseconds: 65_000 });
    account.changeCall(added.id, { callStatus: "Missed", dateTimeUtc: "2026-03-01T00:00:00Z" });
    expect(account.findCall(added.id)).toMatchObject({ callStatus: "Missed" });
    expect(account.calls().filter(({ id }) => id === added.id)).toMatchObject([
      { startedAt: "2026-03-01T00:00:00.000Z" },
    ]);

    account.addMessage({ text: "Hello" });
    expect(account.messages()).toHaveLength(61);
    expect(account.messages().at(-1)?.text).toBe("Hello");

    account.addPhoneNumber({ number: "+12025550199" });
    account.removePhoneNumber("+12025550199");
    expect(account.phoneNumbers().deleted.map(({ number }) => number)).toContain("+12025550199");
    account.addPhoneNumber({ number: "+12025550199" });
    account.removePhoneNumber("+12025550199", { forget: true });
    expect(JSON.stringify(account.phoneNumbers())).not.toContain("+12025550199");
  });
});
