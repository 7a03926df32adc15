import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Call,
  type CallDirection,
  type CallFilters,
  type CallOutcome,
  callConditions,
  callParams,
  countActiveFilters,
  endOf,
  hourCondition,
  parseCallFilters,
  participantsOf,
} from "./calls.models.ts";

const off: CallFilters = {
  period: { preset: "7d" },
  hour: null,
  directions: [],
  outcomes: [],
  phoneNumberId: "all",
  extension: "",
  search: "",
};
const today = "2026-03-10";

function call(id: string, startedAt: string): Call {
  return {
    id,
    org_id: "o",
    integration_id: "i",
    external_id: id,
    phone_number_id: null,
    direction: "inbound",
    outcome: "answered",
    provider_status: null,
    from_number: null,
    to_number: null,
    counterpart: null,
    counterpart_name: null,
    agent_extension: null,
    agent_name: null,
    participants: [],
    started_at: startedAt,
    duration_seconds: 65,
    has_recording: false,
    created_at: startedAt,
    updated_at: startedAt,
  };
}

const anyFilters: fc.Arbitrary<CallFilters> = fc.record({
  period: fc.constantFrom<CallFilters["period"][]>(
    { preset: "today" },
    { preset: "7d" },
    { preset: "custom", from: "2026-01-01", to: "2026-01-31" },
  ),
  hour: fc.option(
    fc.record({ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 0, max: 23 }) }),
  ),
  directions: fc.subarray<CallDirection>(["inbound", "outbound", "internal", "unknown"]),
  outcomes: fc.subarray<CallOutcome>([
    "answered",
    "missed",
    "abandoned",
    "voicemail",
    "no_answer",
    "cancelled",
    "unknown",
  ]),
  phoneNumberId: fc.oneof(fc.constantFrom("all", "none"), fc.uuid()),
  extension: fc.string().map((text) => text.trim()),
  search: fc.string({ unit: "grapheme" }).map((text) => text.trim()),
});

describe("filters in the address", () => {
  it("survive being written into a URL and read back", () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        const present = Object.entries(callParams(filters)).filter((entry) => entry[1] !== undefined);
        const address = new URLSearchParams(present as [string, string][]).toString();
        expect(parseCallFilters(Object.fromEntries(new URLSearchParams(address)))).toEqual(filters);
      }),
    );
  });

  it("are off for anything that makes no sense", () => {
    const nonsense = {
      direction: "sideways",
      outcome: ["missed"],
      number: "1' or '1'='1",
      hour: "8-24",
      q: 5,
      period: "century",
    };
    expect(parseCallFilters(nonsense)).toEqual(off);
  });

  it("hold a text that the database can take, however long or odd what was typed", () => {
    expect(parseCallFilters({ q: "a\0b" }).search).toBe("ab");
    expect([...parseCallFilters({ q: "😀".repeat(5000) }).search]).toHaveLength(100);
  });

  it("count the filters that are on, without the period", () => {
    expect(countActiveFilters(off)).toBe(0);
    expect(
      countActiveFilters({
        ...off,
        outcomes: ["missed", "abandoned"],
        search: "ada",
        period: { preset: "today" },
      }),
    ).toBe(2);
  });
});

describe("callConditions", () => {
  const searched = (search: string) => callConditions({ ...off, search }, "UTC", today).at(-1);

  it("asks for the period alone when all filters are off", () => {
    expect(callConditions(off, "America/New_York", today)).toEqual([
      { column: "started_at", operator: "gte", value: "2026-03-04T05:00:00.000Z" },
      { column: "started_at", operator: "lt", value: "2026-03-11T04:00:00.000Z" },
    ]);
  });

  it("takes any one of several outcomes", () => {
    expect(callConditions({ ...off, outcomes: ["missed", "abandoned"] }, "UTC", today).at(-1)).toEqual({
      column: "outcome",
      operator: "in",
      value: "(missed,abandoned)",
    });
  });

  it("tells calls of no number from those of any", () => {
    expect(callConditions({ ...off, phoneNumberId: "none" }, "UTC", today).at(-1)).toEqual({
      column: "phone_number_id",
      operator: "is",
      value: "null",
    });
  });

  it("adds one condition for each filter that is on", () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        expect(callConditions(filters, "UTC", today)).toHaveLength(
          2 + countActiveFilters({ ...filters, hour: null }),
        );
      }),
    );
  });

  it.each([
    ["+1 (555) 010-0900", "%15550100900%"],
    ["020 7183", "%207183%"],
    ["0", "%0%"],
  ])("looks for %s among the numbers", (search, value) => {
    expect(searched(search)).toEqual({ column: "counterpart", operator: "like", value });
  });

  it.each([
    ["Ada", "%Ada%"],
    ["50%_off", "%50\\%\\_off%"],
    ["a*b", "%a_b%"],
    ["-", "%-%"],
  ])("looks for %s among the names, letter by letter", (search, value) => {
    expect(searched(search)).toEqual({ column: "counterpart_name", operator: "ilike", value });
  });
});

describe("hourCondition", () => {
  const mondays = { weekday: 1, hour: 15 };

  it("asks for the hour of each such day of the period, by the org's clock", () => {
    const period = { preset: "custom", from: "2026-03-01", to: "2026-03-14" } as const;
    expect(hourCondition({ hour: mondays, period }, "America/New_York", today)).toBe(
      "and(started_at.gte.20260302T200000Z,started_at.lt.20260302T210000Z),and(started_at.gte.20260309T190000Z,started_at.lt.20260309T200000Z)",
    );
  });

  it("leaves no call when there is no such day in the period, and every call when no hour is asked for", () => {
    const period = { preset: "custom", from: "2026-03-03", to: "2026-03-04" } as const;
    expect(hourCondition({ hour: mondays, period }, "UTC", today)).toBe("started_at.is.null");
    expect(hourCondition({ hour: null, period }, "UTC", today)).toBeNull();
  });
});

describe("a call's course", () => {
  it("ends its length after its start, and at no known time without one", () => {
    expect(endOf(call("a", "2026-03-01T00:00:00Z"))?.toISOString()).toBe("2026-03-01T00:01:05.000Z");
    expect(endOf({ started_at: "2026-03-01T00:00:00Z", duration_seconds: null })).toBeNull();
  });

  it("names participants, and leaves unknown what the provider didn't say", () => {
    expect(participantsOf({ participants: [{ extension: "101", is_connected: true }] })).toEqual([
      { role: null, name: null, extension: "101", number: null, is_connected: true },
    ]);
  });

  it("refuses what isn't a list of participants", () => {
    expect(() => participantsOf({ participants: "Ada" })).toThrow();
  });
});
