import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { CallOutcome } from "../provider/rows.ts";
import { callSchema, normaliseCall } from "./normalise-call.ts";

const row = (call: object) => normaliseCall(v.parse(callSchema, { ...bare, ...call }));

const bare = { id: "0f3a6f0e-1111-4222-8333-444455556666", dateTimeUtc: "2026-01-15T14:03:22.145+00:00" };
const client = { name: "Pat Client", phone: "+15550100001" };
const ann = { name: "Ann Agent", extension: "101" };
const bob = { name: "Bob Agent", extension: "102" };
const connected = (party: object, isConnected = true) => ({ ...party, isConnected });

describe("a call", () => {
  it("becomes the row that the database ingests", () => {
    const given = {
      caller: client,
      called: [{ ...connected(ann), isFirstConnected: true }, connected(bob, false)],
      businessNumber: "+15550100900",
      duration: "184250",
      direction: "Incoming",
      callStatus: "Connected",
      callRecord: { fileName: "records/T0/x.wav", uri: "https://panel.mightycall.com/a b.wav?recordid=X" },
      somethingNew: { of: "tomorrow" },
    };
    expect(row(given)).toEqual({
      external_id: bare.id,
      direction: "inbound",
      outcome: "answered",
      provider_status: "Connected",
      business_number: "+15550100900",
      from_number: "+15550100001",
      to_number: "+15550100900",
      counterpart: "+15550100001",
      counterpart_name: "Pat Client",
      agent_extension: "101",
      agent_name: "Ann Agent",
      participants: [
        { role: "caller", name: "Pat Client", extension: null, number: "+15550100001", is_connected: null },
        { role: "called", name: "Ann Agent", extension: "101", number: null, is_connected: true },
        { role: "called", name: "Bob Agent", extension: "102", number: null, is_connected: false },
      ],
      started_at: "2026-01-15T14:03:22.145Z",
      duration_seconds: 184,
      recording: { url: "https://panel.mightycall.com/a b.wav?recordid=X", file_name: "records/T0/x.wav" },
    });
  });

  it("needs an id and a time, and nothing else", () => {
    expect(row({})).toMatchObject({
      direction: "unknown",
      outcome: "unknown",
      participants: [],
      recording: null,
    });
    expect(v.is(callSchema, { ...bare, id: null })).toBe(false);
    expect(v.is(callSchema, { ...bare, id: " " })).toBe(false);
    expect(v.is(callSchema, { id: bare.id })).toBe(false);
    expect(v.is(callSchema, { ...bare, dateTimeUtc: "0001-01-01T00:00:00" })).toBe(false);
  });

  it("is read the same when unset members are left out, null, or of a wrong type", () => {
    const nulls = { caller: null, called: null, businessNumber: null, duration: null, callRecord: null };
    expect(row({ ...nulls, direction: null, callStatus: null })).toEqual(row({}));
    expect(row({ duration: {}, direction: [], callStatus: false })).toEqual(row({}));
  });

  it("has an outgoing call's numbers and names the other way round", () => {
    const given = { caller: ann, called: [client], businessNumber: "+15550100900", direction: "Outgoing" };
    expect(row(given)).toMatchObject({
      direction: "outbound",
      from_number: "+15550100900",
      to_number: "+15550100001",
      counterpart: "+15550100001",
      counterpart_name: "Pat Client",
      agent_extension: "101",
    });
  });

  it.each([null, {}, { uri: null, fileName: "" }])("has no recording when its record is %j", (callRecord) => {
    expect(row({ callRecord }).recording).toBeNull();
  });

  it("keeps a caller that has no number to be normalised", () => {
    const given = { caller: { phone: "Anonymous" }, direction: "Incoming" };
    expect(row(given)).toMatchObject({ counterpart: "Anonymous", from_number: "Anonymous" });
  });

  it("takes a request to be called back for an inbound call: agents are rung, and may miss it", () => {
    const given = { caller: client, called: [ann], direction: "Callback", callStatus: "Missed" };
    expect(row(given)).toMatchObject({ direction: "inbound", outcome: "missed" });
  });
});

describe("an internal call", () => {
  it.each(["Outgoing", "Incoming", null])(
    "is one between extensions, whatever the direction says (%s)",
    (way) => {
      expect(row({ caller: ann, called: [bob], direction: way, callStatus: "Missed" })).toMatchObject({
        direction: "internal",
        outcome: "no_answer",
        counterpart: null,
        from_number: "101",
        to_number: "102",
        agent_extension: "101",
      });
    },
  );

  it("stays internal when the colleague is reached on a forwarding number", () => {
    const away = { ...bob, phone: "+15550100777" };
    expect(row({ caller: ann, called: [away], direction: "Outgoing" }).direction).toBe("internal");
  });

  it("is none once an outside party takes part", () => {
    expect(row({ caller: ann, called: [bob, client], direction: "Outgoing" })).toMatchObject({
      direction: "outbound",
      counterpart: "+15550100001",
    });
  });
});

describe("the outcome", () => {
  const matrix: [string | null, ...CallOutcome[]][] = [
    // status, inbound, outbound, internal, unknown
    ["Connected", "answered", "answered", "answered", "answered"],
    ["Missed", "missed", "no_answer", "no_answer", "unknown"],
    ["NoAnswer", "missed", "no_answer", "no_answer", "unknown"],
    ["Dropped", "abandoned", "cancelled", "cancelled", "unknown"],
    ["Canceled", "abandoned", "cancelled", "cancelled", "unknown"],
    ["Cancelled", "abandoned", "cancelled", "cancelled", "unknown"],
    ["VoiceMail", "voicemail", "voicemail", "voicemail", "voicemail"],
    ["Voicemail", "voicemail", "voicemail", "voicemail", "voicemail"],
    ["voice mail", "voicemail", "voicemail", "voicemail", "voicemail"],
    ["CONNECTED", "answered", "answered", "answered", "answered"],
    ["Teleported", "unknown", "unknown", "unknown", "unknown"],
    ["constructor", "unknown", "unknown", "unknown", "unknown"],
    [null, "unknown", "unknown", "unknown", "unknown"],
  ];
  const ways = [
    { caller: client, direction: "Incoming" },
    { caller: ann, called: [client], direction: "Outgoing" },
    { caller: ann, called: [bob] },
    { direction: "Sideways" },
  ];

  it.each(matrix)(
    "of %s is %s inbound, %s outbound, %s internal, %s if unknown",
    (callStatus, ...expected) => {
      const rows = ways.map((way) => row({ ...way, callStatus }));
      expect(rows.map((one) => one.outcome)).toEqual(expected);
      expect(rows.every((one) => one.provider_status === callStatus)).toBe(true);
    },
  );
});

describe("the agent of an incoming call", () => {
  const agentOf = (...called: object[]) =>
    row({ caller: client, called, direction: "Incoming" }).agent_extension;

  it("is who answered", () => expect(agentOf(connected(ann, false), connected(bob))).toBe("102"));

  it("is the last participant when it was transferred", () => {
    expect(agentOf(connected(ann), connected(bob))).toBe("102");
  });

  it("is nobody when several were rung and none answered", () => {
    expect(agentOf(connected(ann, false), connected(bob, false))).toBeNull();
  });

  it("is the only one who was rung, even if nobody answered", () => {
    expect(agentOf(connected(ann, false), { phone: "+15550100777" })).toBe("101");
  });

  it("is nobody when nobody was rung", () => expect(agentOf()).toBeNull());

  it("is the person with an extension rather than a number that joined", () => {
    expect(agentOf(connected(ann), connected({ phone: "+15550100777" }))).toBe("101");
  });
});
