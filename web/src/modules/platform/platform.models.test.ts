import { describe, expect, it } from "vitest";
import { organizationPath, parsePlatformFilters } from "./platform.models.ts";

describe("parsePlatformFilters", () => {
  it("takes the search and whether only trouble is wanted", () => {
    expect(parsePlatformFilters({ q: " acme ", show: "attention" })).toEqual({
      search: "acme",
      onlyAttention: true,
    });
    expect(parsePlatformFilters({ q: ["a"], show: "everything" })).toEqual({
      search: "",
      onlyAttention: false,
    });
  });
});

describe("organizationPath", () => {
  it("names the org to enter", () => {
    expect(organizationPath("/", "acme")).toBe("/?org=acme");
  });
});
