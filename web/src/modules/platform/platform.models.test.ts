import { describe, expect, it } from "vitest";
import {
  organizationPath,
  type PlatformOrganization,
  parsePlatformFilters,
  platformPageSize,
  toPlatformPage,
} from "./platform.models.ts";

const organization: PlatformOrganization = {
  id: "o",
  name: "Acme",
  slug: "acme",
  created_at: "2026-03-01T12:00:00Z",
  people: 1,
  integration_status: null,
  integration_hint: null,
  worst_freshness: null,
  failing_streams: [],
  last_success_at: null,
  needs_attention: false,
};

describe("toPlatformPage", () => {
  it("goes on after its last org only when there was one more", () => {
    const rows = Array.from({ length: platformPageSize + 1 }, (_, index) => ({
      ...organization,
      id: `${index}`,
    }));
    const page = toPlatformPage(rows);
    expect(page.organizations).toHaveLength(platformPageSize);
    expect(page.next).toEqual({ name: "Acme", id: `${platformPageSize - 1}` });
    expect(toPlatformPage(rows.slice(1)).next).toBeNull();
  });
});

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
