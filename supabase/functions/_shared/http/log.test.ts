import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProviderError } from "../provider/provider-error.ts";
import { createLogger, type LogFields } from "./log.ts";

function logged(fields: LogFields, base: LogFields = {}): string {
  const lines: string[] = [];
  const now = () => new Date("2026-01-15T14:00:00Z");
  createLogger({ write: (line) => lines.push(line), now })
    .with(base)
    .log("info", "event", fields);
  expect(lines).toHaveLength(1);
  return lines[0] ?? "";
}

describe("a log line", () => {
  it("is one line of JSON with time, level, event and fields", () => {
    const line = logged({ rows: 3, text: "two\nlines" }, { job_id: "j1" });
    expect(line).not.toContain("\n");
    expect(JSON.parse(line)).toEqual({
      at: "2026-01-15T14:00:00.000Z",
      level: "info",
      event: "event",
      job_id: "j1",
      rows: 3,
      text: "two\nlines",
    });
  });

  it.each([
    "api_key",
    "apiKey",
    "x-api-key",
    "user_key",
    "client_secret",
    "client_id",
    "access_token",
    "lease_token",
    "Authorization",
    "cookie",
    "Set-Cookie",
    "password",
    "ciphertext",
    "iv",
    "key",
    "url",
    "recording_url",
    "link",
    "headers",
    "credentials",
  ])("never holds the value of %s, however deep", (name) => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2, 3), fc.boolean(), (depth, inList) => {
        let value: unknown = { [name]: "s3cret" };
        for (let level = 0; level < depth; level += 1) value = inList ? [value] : { inner: value };
        expect(logged({ value })).not.toContain("s3cret");
        expect(logged({ [name]: { inner: "s3cret" } })).not.toContain("s3cret");
      }),
      { numRuns: 8 },
    );
  });

  it.each(["key_version", "key_hint", "external_id", "integration_id", "event_name", "rows_received"])(
    "keeps %s, which is needed and no secret",
    (name) => {
      expect(JSON.parse(logged({ [name]: "value" }))[name]).toBe("value");
    },
  );

  it.each([
    "failed to fetch https://panel.mightycall.com/call.wav?recordid=s3cret&id=s3cret",
    "failed to fetch https://panel.mightycall.com/call Ann Agent.wav?recordid=s3cret",
    "connect to https://user:s3cret@host/path failed",
    "header was Authorization: Bearer s3cret-token.x",
  ])("never holds a secret within a text or an error: %s", (text) => {
    const error = new ProviderError("connection_failed", { cause: new TypeError(text) });
    for (const line of [logged({ text }), logged({ error }), logged({ list: [{ error }] })]) {
      expect(line).not.toContain("s3cret");
    }
    expect(logged({ error })).toContain('"code":"connection_failed"');
  });

  it("survives what JSON can't hold", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(() => logged({ circle, big: 10n, nothing: undefined, fn: () => 1 })).not.toThrow();
  });
});
