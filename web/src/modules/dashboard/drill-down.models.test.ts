import { describe, expect, it } from "vitest";
import { parseCallFilters } from "~/modules/calls/calls.models";
import { parseMessageFilters } from "~/modules/messages/messages.models";
import { parseDashboardFilters } from "./dashboard.models.ts";
import { callFiltersBehind, callsHref, everyCall, figureHref, hourHref } from "./drill-down.models.ts";
import { figures } from "./figures.models.ts";

const filters = parseDashboardFilters({
  from: "2026-11-01",
  to: "2026-11-07",
  number: "0d2a1e19-b6dc-4eaf-9054-363e85b3c882",
  extension: "102",
});

describe("callsHref", () => {
  it.each(Object.entries(figures).flatMap(([id, { calls }]) => (calls ? [[id, calls] as const] : [])))(
    "carries the period, the number, the agent and the rule of %s over to the call log",
    (_, selection) => {
      const address = new URL(callsHref(filters, selection), "https://example.test");
      expect(address.pathname).toBe("/reports");
      const read = parseCallFilters(Object.fromEntries(address.searchParams));
      expect(read).toEqual(callFiltersBehind(filters, selection));
      expect(read).toMatchObject({ ...filters, ...selection, search: "" });
    },
  );

  it.each(["inbound", "outbound"] as const)("carries them over to the %s messages", (direction) => {
    const id = direction === "inbound" ? "messagesInbound" : "messagesOutbound";
    const address = new URL(figureHref(filters, figures[id]) ?? "", "https://example.test");
    expect(address.pathname).toBe("/sms");
    expect(parseMessageFilters(Object.fromEntries(address.searchParams))).toEqual({
      ...filters,
      direction,
      search: "",
    });
  });

  it("names an hour of the week, but for periods of more weeks than an address holds", () => {
    const cell = { weekday: 1, hour: 15, offered: 2, answered: 1 };
    const longer = parseDashboardFilters({ from: "2023-01-01", to: "2026-01-01" });
    const address = new URL(hourHref(filters, cell) ?? "", "https://example.test");
    expect(parseCallFilters(Object.fromEntries(address.searchParams)).hour).toEqual({ weekday: 1, hour: 15 });
    expect(hourHref(longer, cell)).toBeUndefined();
    expect(hourHref(filters, { ...cell, offered: 0 })).toBeUndefined();
  });

  it("stays short when nothing is asked for, and opens a call on request", () => {
    expect(callsHref(parseDashboardFilters({}), everyCall)).toBe("/reports");
    expect(callsHref(parseDashboardFilters({}), everyCall, "call-1")).toBe("/reports?call=call-1");
  });
});
