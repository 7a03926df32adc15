import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { credentialInputSchema, keyHint } from "./credential-input.ts";
import { apiKeyFingerprint } from "./fingerprint.ts";

const API_KEY = "01234567-89ab-cdef-0123-456789abcdef";
const good = { account_type: "classic", api_key: API_KEY, user_key: "a-user-key" };

describe("what an admin types in", () => {
  it("is trimmed, as people paste it", () => {
    const typed = { account_type: "call_center", api_key: ` ${API_KEY}\n`, user_key: "\tsecret " };
    expect(v.parse(credentialInputSchema, typed)).toEqual({
      account_type: "call_center",
      api_key: API_KEY,
      user_key: "secret",
    });
  });

  it("may have an extension as user key, as Classic accounts allow", () => {
    expect(v.is(credentialInputSchema, { ...good, user_key: "101" })).toBe(true);
  });

  it.each([
    ["account_type", "https://evil.example"],
    ["account_type", undefined],
    ["api_key", "not-a-guid"],
    ["api_key", `${API_KEY}0`],
    ["api_key", 5],
    ["user_key", "   "],
    ["user_key", "x".repeat(257)],
    ["user_key", "two\r\nlines"],
    ["user_key", "nul\u0000"],
    ["user_key", null],
  ])("is refused by the name of the field, without the value: %s = %j", (field, value) => {
    const result = v.safeParse(credentialInputSchema, { ...good, [field]: value });
    expect(result.issues?.map((issue) => v.getDotPath(issue))).toContain(field);
    for (const issue of result.issues ?? []) {
      expect(issue.message).toMatch(/^must /);
      if (typeof value === "string" && value.trim() !== "") expect(issue.message).not.toContain(value);
    }
  });

  it("leaves four characters to recognise it by", () => {
    expect(keyHint(API_KEY)).toBe("cdef");
  });
});

describe("the fingerprint of a provider account", () => {
  it("is the same however the key is written, for one request budget", async () => {
    const written = [API_KEY, API_KEY.toUpperCase(), API_KEY.replaceAll("-", "")];
    const prints = await Promise.all(written.map((apiKey) => apiKeyFingerprint("classic", apiKey)));
    expect(new Set(prints).size).toBe(1);
    expect(prints[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it("differs by key and by kind of account", async () => {
    const prints = await Promise.all([
      apiKeyFingerprint("classic", API_KEY),
      apiKeyFingerprint("call_center", API_KEY),
      apiKeyFingerprint("classic", API_KEY.replace("0", "1")),
    ]);
    expect(new Set(prints).size).toBe(3);
  });
});
