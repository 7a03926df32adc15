import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { safeRedirect } from "../session/session.models.ts";
import { invitationLink, isExpired, issuedInvitation, parseAddress } from "./invitations.models.ts";

describe("parseAddress", () => {
  it("writes an address as the database stores it", () => {
    expect(parseAddress("  Ada@Example.COM ")).toBe("ada@example.com");
  });

  it.each(["", "ada", "ada@", "ada@example", "a b@example.com", `${"a".repeat(250)}@example.com`])(
    "refuses %j",
    (text) => {
      expect(parseAddress(text)).toBeNull();
    },
  );
});

describe("invitationLink", () => {
  const link = new URL(invitationLink("https://app.example", "a+b/c=&d"));

  it("carries the token unharmed", () => {
    expect(link.searchParams.get("token")).toBe("a+b/c=&d");
  });

  it("survives the way through the sign-in page", () => {
    expect(safeRedirect(`${link.pathname}${link.search}`)).toBe(`${link.pathname}${link.search}`);
  });
});

describe("an issued invitation", () => {
  const issued = { invitation: { id: "i", email: "a@b.co", expires_at: "x" }, token: "t".repeat(43) };

  it("is nothing without its token", () => {
    expect(v.is(issuedInvitation, issued)).toBe(true);
    expect(v.is(issuedInvitation, { ...issued, token: "" })).toBe(false);
  });
});

describe("isExpired", () => {
  const nowMs = Date.parse("2026-03-01T12:00:00Z");

  it("is from its very moment on", () => {
    expect(isExpired({ expires_at: "2026-03-01T12:00:01Z" }, nowMs)).toBe(false);
    expect(isExpired({ expires_at: "2026-03-01T12:00:00Z" }, nowMs)).toBe(true);
  });
});
