import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attachmentsOf,
  contactNames,
  deliveryOf,
  formatBytes,
  isFiltered,
  type MessageFilters,
  messageConditions,
  messagesHref,
  parseMessageFilters,
  parseThreadParam,
  quotedList,
  threadParam,
} from "./messages.models.ts";

describe("the conversation in the address", () => {
  it("survives being written into a URL and read back, whatever the counterpart is called", () => {
    const anyKey = fc.record({
      phoneNumberId: fc.option(fc.uuid()),
      counterpart: fc.option(fc.string({ unit: "grapheme", minLength: 1 })),
    });
    fc.assert(
      fc.property(anyKey, (key) => {
        const address = new URLSearchParams({ thread: threadParam(key) }).toString();
        expect(parseThreadParam(new URLSearchParams(address).get("thread"))).toEqual(key);
      }),
    );
  });

  it.each([undefined, "", "+15550100900", "not-an-id~+15550100900", ["~"], 5])("is none for %j", (param) => {
    expect(parseThreadParam(param)).toBeUndefined();
  });
});

const off: MessageFilters = {
  period: { preset: "7d" },
  direction: "all",
  phoneNumberId: "all",
  extension: "",
  search: "",
};

describe("filters in the address", () => {
  it("survive being written and read back", () => {
    const anyFilters = fc.record({
      period: fc.constantFrom<MessageFilters["period"][]>(
        { preset: "7d" },
        { preset: "90d" },
        { preset: "custom", from: "2026-01-01", to: "2026-01-31" },
      ),
      direction: fc.constantFrom<MessageFilters["direction"][]>("all", "inbound", "outbound"),
      phoneNumberId: fc.oneof(fc.constant("all"), fc.uuid()),
      extension: fc.string().map((text) => text.trim()),
      search: fc.string({ unit: "grapheme" }).map((text) => text.trim()),
    });
    fc.assert(
      fc.property(anyFilters, (filters) => {
        const address = new URL(messagesHref(filters), "https://example.test");
        expect(address.pathname).toBe("/sms");
        expect(parseMessageFilters(Object.fromEntries(address.searchParams))).toEqual(filters);
      }),
    );
  });

  it("are off for anything that makes no sense", () => {
    const nonsense = {
      number: "1' or '1'='1",
      q: ["a"],
      direction: "internal",
      extension: 1,
      period: "ever",
    };
    expect(parseMessageFilters(nonsense)).toEqual(off);
    expect(messagesHref(off)).toBe("/sms");
  });

  it("are on when any is but the period", () => {
    expect(isFiltered({ ...off, period: { preset: "90d" } })).toBe(false);
    expect(isFiltered({ ...off, search: "a" })).toBe(true);
    expect(isFiltered({ ...off, direction: "inbound" })).toBe(true);
    expect(isFiltered({ ...off, extension: "101" })).toBe(true);
    expect(isFiltered({ ...off, phoneNumberId: "7f2c1f0e-6d6c-4a43-9b57-0c7a4ad2f0aa" })).toBe(true);
  });

  it("leave the messages of the period, direction and agent; a search leaves whole conversations", () => {
    const filters: MessageFilters = {
      period: { preset: "custom", from: "2026-03-08", to: "2026-03-08" },
      direction: "outbound",
      phoneNumberId: "all",
      extension: "101",
      search: "hello",
    };
    expect(messageConditions(filters, "America/New_York", "2026-12-01")).toEqual([
      { column: "sent_at", operator: "gte", value: "2026-03-08T05:00:00.000Z" },
      { column: "sent_at", operator: "lt", value: "2026-03-09T04:00:00.000Z" },
      { column: "direction", operator: "eq", value: "outbound" },
      { column: "agent_extension", operator: "eq", value: "101" },
    ]);
  });
});

describe("quotedList", () => {
  it.each([
    ["+15550100900", '("+15550100900")'],
    ['a"b\\c,d)', '("a\\"b\\\\c,d)")'],
  ])("keeps %s one text", (text, list) => {
    expect(quotedList(text)).toBe(list);
  });
});

describe("contactNames", () => {
  it.each([
    ["Ada", "+15550100900", "Ada", "+1 (555) 010-0900"],
    [null, "+15550100900", "+1 (555) 010-0900", null],
    ["Ada", null, "Ada", null],
    [null, null, "Unknown contact", null],
  ])("of %s with %s are %s and %s", (name, counterpart, title, detail) => {
    expect(contactNames(name, counterpart)).toEqual({ title, detail });
  });
});

describe("deliveryOf", () => {
  it.each([
    ["sent", "Sent", "check"],
    ["not_sent", "Not sent", "alert"],
    [null, "Delivery unknown", null],
    ["queued_at_carrier", "Queued at carrier", null],
  ])("calls the outbound state %s %s", (status, label, icon) => {
    expect(deliveryOf({ direction: "outbound", status })).toEqual({ label, icon });
  });

  it("has nothing to tell about a message that was received", () => {
    expect(deliveryOf({ direction: "inbound", status: "sent" })).toBeNull();
  });
});

describe("attachments", () => {
  it("leave unknown what the provider didn't say", () => {
    expect(attachmentsOf({ attachments: [{ file_name: "photo.jpg" }] })).toEqual([
      { file_name: "photo.jpg", size_bytes: null, is_image: null },
    ]);
  });

  it("are refused when they aren't a list", () => {
    expect(() => attachmentsOf({ attachments: "photo.jpg" })).toThrow();
  });

  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1500, "1.5 kB"],
    [48_213, "48 kB"],
    [2_400_000, "2.4 MB"],
    [5e12, "5,000 GB"],
  ])("of %d bytes are called %s", (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});
