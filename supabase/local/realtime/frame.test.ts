import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFrame, encodeFrame } from "./frame.ts";

const reference = fc.option(fc.string());
const frames = fc.record({
  joinRef: reference,
  ref: reference,
  topic: fc.string(),
  event: fc.string(),
  payload: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))),
});
const versions = fc.constantFrom("1.0.0" as const, "2.0.0" as const);

/** A broadcast as realtime-js 2.x sends it over version 2.0.0: kind 3, JSON body. */
function binaryBroadcast(texts: string[], body: string): Buffer {
  const lengths = texts.map((text) => text.length);
  return Buffer.concat([Buffer.from([3, ...lengths, 1]), Buffer.from(texts.join("") + body)]);
}

describe("a frame", () => {
  test("says the same after encoding and decoding, in both versions", () => {
    fc.assert(
      fc.property(frames, versions, (frame, version) => {
        expect(decodeFrame(Buffer.from(encodeFrame(frame, version)), false, version)).toEqual(frame);
      }),
    );
  });

  test("is an array of five in version 2 and an object in version 1, as Phoenix has it", () => {
    const frame = { joinRef: "1", ref: "2", topic: "realtime:a", event: "phx_join", payload: {} };
    expect(encodeFrame(frame, "2.0.0")).toBe('["1","2","realtime:a","phx_join",{}]');
    expect(JSON.parse(encodeFrame(frame, "1.0.0"))).toEqual({
      join_ref: "1",
      ref: "2",
      topic: "realtime:a",
      event: "phx_join",
      payload: {},
    });
  });

  test("may be a binary broadcast in version 2, and is never one in version 1", () => {
    const data = binaryBroadcast(["1", "2", "realtime:a", "ping", ""], '{"n":1}');
    expect(decodeFrame(data, true, "2.0.0")).toEqual({
      joinRef: "1",
      ref: "2",
      topic: "realtime:a",
      event: "broadcast",
      payload: { type: "broadcast", event: "ping", payload: { n: 1 } },
    });
    expect(decodeFrame(data, true, "1.0.0")).toBeUndefined();
  });

  test("that is cut off in its header or texts is malformed", () => {
    const data = binaryBroadcast(["1", "2", "realtime:a", "ping", "{}"], "");
    for (let length = 0; length < data.length; length += 1) {
      expect(decodeFrame(data.subarray(0, length), true, "2.0.0")).toBeUndefined();
    }
  });

  test("of any bytes is read or malformed, and never an exception", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.boolean(), versions, (bytes, isBinary, version) => {
        decodeFrame(Buffer.from(bytes), isBinary, version);
      }),
    );
  });

  test.each([
    "",
    "{",
    "null",
    "[]",
    "{}",
    '["1","2","t"]',
    '[1,"2","t","e",{}]',
    '["1","2",null,"e",{}]',
    '{"topic":1,"event":"e"}',
  ])("of the form %s is malformed in both versions", (text) => {
    expect(decodeFrame(Buffer.from(text), false, "1.0.0")).toBeUndefined();
    expect(decodeFrame(Buffer.from(text), false, "2.0.0")).toBeUndefined();
  });
});
