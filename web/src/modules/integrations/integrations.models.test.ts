import { describe, expect, it } from "vitest";
import { credentialErrors } from "./integrations.models.ts";

const right = { accountType: "classic", apiKey: "2f9a-11", userKey: "s3cret" } as const;

describe("credentialErrors", () => {
  it("accepts keys, with the space around them that pasting brings", () => {
    expect(credentialErrors(right)).toEqual({});
    expect(credentialErrors({ ...right, apiKey: "  2f9a-11\n" })).toEqual({});
  });

  it("names each field that is missing", () => {
    expect(credentialErrors({ ...right, apiKey: " ", userKey: "" })).toEqual({
      apiKey: "Enter the API key.",
      userKey: "Enter the user key.",
    });
  });

  it("notices two keys pasted into one field", () => {
    expect(credentialErrors({ ...right, userKey: "one two" })).toEqual({
      userKey: "The user key has no spaces in it.",
    });
  });
});
