import { describe, expect, it } from "vitest";
import { Problem } from "./problem.ts";
import { signedInPerson } from "./signed-in-person.ts";

const id = "11111111-1111-4111-8111-111111111111";

describe("the person behind a verified token", () => {
  it("is its subject", () => {
    expect(signedInPerson({ userClaims: { id, role: "authenticated" } })).toBe(id);
  });

  it.each([
    ["nobody", null],
    ["a key in the form of a token", { id, role: "service_role" }],
    ["a visitor", { id, role: "anon" }],
    ["a subject that is no id", { id: "1 or 1=1", role: "authenticated" }],
    [
      "a role that the person wrote themselves",
      { id, role: "anon", userMetadata: { role: "authenticated" }, appMetadata: { role: "authenticated" } },
    ],
  ])("is never %s", (_, userClaims) => {
    expect(() => signedInPerson({ userClaims })).toThrow(Problem);
  });
});
