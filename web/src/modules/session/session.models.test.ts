import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authErrorIn, loginPath, parseAuthView, safeRedirect } from "./session.models.ts";

describe("safeRedirect", () => {
  it("keeps a path of this app with its query and fragment", () => {
    expect(safeRedirect("/reports?period=30d&q=%2B1#top")).toBe("/reports?period=30d&q=%2B1#top");
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/.//evil.example",
    "/a/..//evil.example",
    "/\t/evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "reports",
    "",
    undefined,
    ["/reports"],
  ])("goes to the start instead of %j", (target) => {
    expect(safeRedirect(target)).toBe("/");
  });

  it("never leads back to the sign-in page itself", () => {
    expect(safeRedirect("/login?redirect=/login")).toBe("/");
  });

  it("never leaves the origin, whatever the text", () => {
    const origin = "https://victorysync.example";
    const hostile = fc.string({
      unit: fc.constantFrom("/", "\\", "\t", "\n", "@", ":", ".", "a", "%2f", "?", "#"),
    });
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string(), fc.webUrl()), (text) => {
        expect(new URL(safeRedirect(text), origin).origin).toBe(origin);
        expect(new URL(safeRedirect(`/${text}`), origin).origin).toBe(origin);
      }),
    );
  });
});

describe("loginPath", () => {
  it("comes back to where the person was", () => {
    const redirect = new URLSearchParams(loginPath("/reports?q=a&b=c").split("?")[1]).get("redirect");
    expect(redirect).toBe("/reports?q=a&b=c");
  });

  it("stays short when the start is the target", () => {
    expect(loginPath("/")).toBe("/login");
  });
});

describe("authErrorIn", () => {
  it("explains an expired link in plain words", () => {
    const fragment = "#error=access_denied&error_code=otp_expired&error_description=Email+link+is+invalid";
    expect(authErrorIn(fragment, "")).toBe("This link has expired or was used before.");
  });

  it("passes on any other reason, from the query too", () => {
    expect(authErrorIn("", "?error=server_error&error_description=No+luck")).toBe("No luck");
  });

  it("is silent when nothing went wrong", () => {
    expect(authErrorIn("#access_token=x", "?redirect=/numbers")).toBeUndefined();
  });
});

describe("parseAuthView", () => {
  it("knows its views and falls back to signing in", () => {
    expect(parseAuthView("sign_up")).toBe("sign_up");
    expect(parseAuthView("update_password")).toBe("sign_in");
  });
});
