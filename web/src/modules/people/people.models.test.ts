import { describe, expect, it } from "vitest";
import { previewSince } from "./access-preview.models.ts";
import { findPeople, mayChange, type Person, roles, rolesToGive, rolesToOffer } from "./people.models.ts";

const rank = (role: Person["role"]) => roles.indexOf(role);

describe("who may change whom", () => {
  const pairs = roles.flatMap((actor) => roles.map((person) => ({ actor, person })));

  it.each(pairs)("$actor changes $person only as the database allows", ({ actor, person }) => {
    const isAllowed = actor === "owner" || (actor === "admin" && rank(person) < rank(actor));
    expect(mayChange({ userId: "me", role: actor }, { userId: "them", role: person })).toBe(isAllowed);
  });

  it.each(roles)("nobody changes themselves here, not even as %s", (role) => {
    expect(mayChange({ userId: "me", role }, { userId: "me", role })).toBe(false);
  });
});

describe("rolesToGive", () => {
  it("is none below admin, the lower ones for admins, and all for owners", () => {
    expect(roles.map(rolesToGive)).toEqual([[], [], ["agent", "manager"], roles]);
  });
});

describe("rolesToOffer", () => {
  it("holds the person's own role, so that a choice can show it", () => {
    const admin = { userId: "me", role: "admin" } as const;
    expect(rolesToOffer(admin, { userId: "them", role: "manager" })).toEqual(["agent", "manager"]);
    expect(rolesToOffer(admin, { userId: "them", role: "owner" })).toEqual([]);
  });
});

describe("findPeople", () => {
  const ada: Person = { userId: "a", role: "agent", name: "Ada Lovelace", email: "ada@example.com" };

  it("looks at names and addresses, whatever the case", () => {
    expect(findPeople([ada], " LOVE ")).toEqual([ada]);
    expect(findPeople([ada], "@example")).toEqual([ada]);
    expect(findPeople([ada], "bob")).toEqual([]);
  });
});

describe("previewSince", () => {
  it("is the same all through an hour, thirty days back", () => {
    expect(previewSince(new Date("2026-03-31T10:00:00Z"))).toBe("2026-03-01T10:00:00.000Z");
    expect(previewSince(new Date("2026-03-31T10:59:59Z"))).toBe("2026-03-01T10:00:00.000Z");
  });
});
