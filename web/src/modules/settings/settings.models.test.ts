import { describe, expect, it } from "vitest";
import { organizationErrors, passwordErrors, typedSince } from "./settings.models.ts";

describe("organizationErrors", () => {
  const right = { name: "Acme", timeZone: "America/New_York", serviceLevelSeconds: "20" };

  it.each([
    [{}, []],
    [{ timeZone: "UTC" }, []],
    [{ timeZone: "Asia/Calcutta" }, []],
    [{ timeZone: "Nowhere/Land" }, ["timeZone"]],
    [{ timeZone: "" }, ["timeZone"]],
    [{ name: "  " }, ["name"]],
    [{ name: "a".repeat(121) }, ["name"]],
    [{ serviceLevelSeconds: "1" }, []],
    [{ serviceLevelSeconds: "3600" }, []],
    [{ serviceLevelSeconds: "0" }, ["serviceLevelSeconds"]],
    [{ serviceLevelSeconds: "3601" }, ["serviceLevelSeconds"]],
    [{ serviceLevelSeconds: "20.5" }, ["serviceLevelSeconds"]],
    [{ serviceLevelSeconds: "" }, ["serviceLevelSeconds"]],
  ])("of %j are in %j", (changes, fields) => {
    expect(Object.keys(organizationErrors({ ...right, ...changes }))).toEqual(fields);
  });
});

describe("typedSince", () => {
  const sent = { name: "Acme", timeZone: "UTC", serviceLevelSeconds: "20" };

  it.each([
    [{}, {}],
    [{ name: "Acme" }, {}],
    [{ name: "Acme", serviceLevelSeconds: "30" }, { serviceLevelSeconds: "30" }],
    [{ name: "" }, { name: "" }],
  ])("leaves of %j what was not sent: %j", (typed, later) => {
    expect(typedSince(typed, sent)).toEqual(later);
  });
});

describe("passwordErrors", () => {
  it("asks for eight characters, typed alike twice", () => {
    expect(passwordErrors({ password: "correct horse", repeated: "correct horse" })).toEqual({});
    expect(Object.keys(passwordErrors({ password: "short", repeated: "short" }))).toEqual(["password"]);
    expect(Object.keys(passwordErrors({ password: "correct horse", repeated: "wrong horse" }))).toEqual([
      "repeated",
    ]);
  });
});
