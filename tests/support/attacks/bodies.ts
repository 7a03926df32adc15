const valid = { name: "Org", time_zone: "UTC" };

/** Bodies that no well-behaved client sends. None of them is an order that any endpoint understands. */
export function malformedBodies(): Record<string, string | Uint8Array> {
  return {
    "no JSON": "{",
    nothing: "",
    null: "null",
    "a text": '"x"',
    "two thousand lists in each other": "[".repeat(2_000) + "]".repeat(2_000),
    "two thousand objects in each other": `${'{"a":'.repeat(2_000)}1${"}".repeat(2_000)}`,
    "twenty thousand objects in each other": `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
    "a zero byte in a text": JSON.stringify({ ...valid, name: "a\0b", recording_id: "\0" }),
    "a line break in a name": JSON.stringify({ ...valid, name: "Org\r\nBcc: everyone@people.example" }),
    "a line break in a time zone": JSON.stringify({ ...valid, time_zone: "UTC\r\nX-Header: 1" }),
    "a path as a time zone": JSON.stringify({ ...valid, time_zone: "../../etc/passwd" }),
    "a list as a time zone": JSON.stringify({ ...valid, time_zone: ["UTC", "UTC"], recording_id: ["x"] }),
    "a prototype": '{"__proto__":{"org_id":1},"constructor":{"prototype":{}}}',
    "a name of 200,000 letters": JSON.stringify({ ...valid, name: "x".repeat(200_000) }),
    "eleven megabytes": JSON.stringify({ ...valid, name: "x".repeat(11 * 1024 * 1024) }),
    "bytes that are no text": Uint8Array.of(0x7b, 0xff, 0xfe, 0x00, 0x7d),
  };
}
