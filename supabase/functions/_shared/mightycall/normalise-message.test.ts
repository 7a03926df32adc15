import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { journalEntrySchema, normaliseMessage } from "./normalise-message.ts";

const bare = { id: "65a000000000000000000001", created: "2026-01-15T14:20:00.5+00:00" };
const row = (entry: object) => normaliseMessage(v.parse(journalEntrySchema, { ...bare, ...entry }));

describe("a message", () => {
  it("becomes the row that the database ingests", () => {
    const given = {
      requestGuid: "00000000-0000-0000-0000-000000000000",
      type: "message",
      origin: "inbound",
      client: { address: "+15550100001", type: "phoneNumber", callerKind: "default" },
      businessNumber: { number: "+15550100900", label: "Main line" },
      agent: { id: "1", name: "Ann Agent", extension: "101" },
      text: "Is my order ready?",
      textModel: { text: "Is my order ready?", availability: "available" },
      attachments: [{ fileName: "a.png", fileSize: "2048", isImage: true, link: "https://x/a" }, {}],
      messageDeliveryStatus: "Sent",
    };
    expect(row(given)).toEqual({
      external_id: bare.id,
      direction: "inbound",
      business_number: "+15550100900",
      counterpart: "+15550100001",
      counterpart_name: null,
      agent_extension: "101",
      agent_name: "Ann Agent",
      body: "Is my order ready?",
      status: "sent",
      attachments: [
        { file_name: "a.png", size_bytes: 2048, is_image: true, link: "https://x/a" },
        { file_name: null, size_bytes: null, is_image: null, link: null },
      ],
      sent_at: "2026-01-15T14:20:00.5Z",
    });
  });

  it("needs an id and a time, and nothing else", () => {
    expect(row({})).toMatchObject({ direction: "unknown", body: null, status: null, attachments: [] });
    expect(v.is(journalEntrySchema, { ...bare, created: null })).toBe(false);
    expect(v.is(journalEntrySchema, { created: bare.created })).toBe(false);
  });

  it.each([
    ["Unspecified", null],
    ["unspecified", null],
    ["NotSent", "not_sent"],
    ["notSent", "not_sent"],
    ["Delivered", "delivered"],
    [null, null],
  ])("has delivery status %s as %s, in either case", (given, status) => {
    expect(row({ messageDeliveryStatus: given }).status).toBe(status);
  });

  it.each([
    ["inbound", "inbound"],
    ["Outbound", "outbound"],
    ["internal", "internal"],
    ["callback", "inbound"],
    ["unspecified", "unknown"],
  ])("with origin %s is %s", (origin, direction) => {
    expect(row({ origin }).direction).toBe(direction);
  });

  it("has its text in either of two places, and its business number in either of two forms", () => {
    expect(row({ textModel: { text: "hello" } }).body).toBe("hello");
    expect(row({ businessNumber: "5550100900" }).business_number).toBe("+15550100900");
    expect(row({ businessNumber: null }).business_number).toBeNull();
  });
});
