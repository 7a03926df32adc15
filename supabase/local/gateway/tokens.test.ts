import { verifyCredentials } from "@supabase/server/core";
import { decodeProtectedHeader, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { jsonWebKeySet, signWithKeyId, verifyToken } from "./tokens.ts";

const secret = "the stack's own secret, long enough for HS256";
const claims = { sub: "9b2c", role: "authenticated", email: "ann@example.com" };

function sign(payload: object, expires = "1h", key = secret): Promise<string> {
  const token = new SignJWT({ ...payload }).setProtectedHeader({ alg: "HS256", typ: "JWT" });
  return token.setIssuedAt().setExpirationTime(expires).sign(new TextEncoder().encode(key));
}

describe("a token", () => {
  it("of this stack is good, with its claims", async () => {
    expect(await verifyToken(await sign(claims), secret)).toMatchObject({ kind: "valid", claims });
  });

  it.each([
    ["expired", () => sign(claims, "-1h"), "PGRST303"],
    [
      "forged with another secret",
      () => sign(claims, "1h", "another secret, which is long enough too"),
      "PGRST301",
    ],
    ["unsigned", async () => new UnsecuredJWT(claims).encode(), "PGRST301"],
    [
      "edited",
      async () => (await sign(claims)).replace(/\.[^.]+\./, `.${btoa('{"role":"service_role"}')}.`),
      "PGRST301",
    ],
    ["no token at all", async () => "nonsense", "PGRST301"],
  ])("%s is refused", async (_, token, code) => {
    expect(await verifyToken(await token(), secret)).toMatchObject({ kind: "invalid", code });
  });
});

describe("a token signed anew for the functions", () => {
  const accept = (token: string) =>
    verifyCredentials(
      { token, apikey: null },
      {
        auth: "user",
        env: { url: "http://127.0.0.1", publishableKeys: {}, secretKeys: {}, jwks: jsonWebKeySet(secret) },
      },
    );

  it("is accepted by them, who refuse one that names no key, and by Auth as before", async () => {
    const original = await sign(claims);
    expect((await accept(original)).error).not.toBeNull();

    const check = await verifyToken(original, secret);
    if (check.kind !== "valid") throw new Error(check.message);
    const signed = await signWithKeyId(check.claims, secret);
    expect(decodeProtectedHeader(signed).kid).toBe("local");
    const { data } = await accept(signed);
    expect(data?.jwtClaims).toEqual(check.claims);
    expect(await verifyToken(signed, secret)).toEqual(check);
  });
});
