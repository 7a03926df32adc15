import { describe, expect, it } from "vitest";
import { hasRole, type Membership, type Organization, resolveOrganization } from "./organizations.models.ts";

function organization(slug: string): Organization {
  return {
    id: slug,
    slug,
    name: slug,
    time_zone: "UTC",
    service_level_seconds: 20,
    created_at: "2026-01-01",
  };
}

const acme: Membership = { role: "agent", organization: organization("acme") };
const globex: Membership = { role: "admin", organization: organization("globex") };
const person = {
  choice: undefined,
  memberships: [acme, globex],
  isPlatformAdmin: false,
  visitedOrganization: null,
  firstOrganization: null,
};

describe("resolveOrganization", () => {
  it("starts with the person's first org", () => {
    expect(resolveOrganization(person)).toEqual({
      state: "ready",
      organization: acme.organization,
      role: "agent",
    });
  });

  it.each(["link", "memory"] as const)("shows the org chosen by %s, with the role held there", (source) => {
    const resolved = resolveOrganization({ ...person, choice: { slug: "globex", source } });
    expect(resolved).toEqual({ state: "ready", organization: globex.organization, role: "admin" });
  });

  it("says so when a link names an org that the person can't see", () => {
    const resolved = resolveOrganization({ ...person, choice: { slug: "initech", source: "link" } });
    expect(resolved).toEqual({ state: "not-visible", slug: "initech" });
  });

  it("forgets a remembered org that the person has left", () => {
    const resolved = resolveOrganization({ ...person, choice: { slug: "initech", source: "memory" } });
    expect(resolved).toMatchObject({ state: "ready", organization: { slug: "acme" } });
  });

  it("gives no role in an org to someone who is neither member nor platform admin", () => {
    const choice = { slug: "initech", source: "link" } as const;
    const resolved = resolveOrganization({ ...person, choice, visitedOrganization: organization("initech") });
    expect(resolved.state).toBe("not-visible");
  });

  it("lets a platform admin into any org, as its owner", () => {
    const operator = {
      ...person,
      memberships: [],
      isPlatformAdmin: true,
      firstOrganization: organization("acme"),
    };
    expect(resolveOrganization(operator)).toMatchObject({ organization: { slug: "acme" }, role: "owner" });
    const choice = { slug: "initech", source: "link" } as const;
    const visiting = { ...operator, choice, visitedOrganization: organization("initech") };
    expect(resolveOrganization(visiting)).toMatchObject({ organization: { slug: "initech" }, role: "owner" });
  });

  it("ignores an org that was read for an earlier choice", () => {
    const operator = { ...person, isPlatformAdmin: true, visitedOrganization: organization("initech") };
    const resolved = resolveOrganization({ ...operator, choice: { slug: "umbrella", source: "link" } });
    expect(resolved).toEqual({ state: "not-visible", slug: "umbrella" });
  });

  it("has nothing to show to a person without a membership", () => {
    expect(resolveOrganization({ ...person, memberships: [] })).toEqual({ state: "none" });
  });
});

describe("hasRole", () => {
  it("ranks agent below manager below admin below owner", () => {
    const roles = ["agent", "manager", "admin", "owner"] as const;
    for (const [held, role] of roles.entries()) {
      for (const [needed, lowest] of roles.entries()) expect(hasRole(role, lowest)).toBe(held >= needed);
    }
  });
});
