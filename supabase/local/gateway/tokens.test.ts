import { createLocalJWKSet, type JSONWebKeySet, jwtVerify, SignJWT, UnsecuredJWT } from "jose";
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
    ["forged with another secret", () => sign(claims, "1h", "another secret, which is long enough too"), "PGRST301"],
    ["unsigned", async () => new UnsecuredJWT(claims).encode(), "PGRST301"],
    ["edited", async () => (await sign(claims)).replace(/\.[^.]+\./, `.${btoa('{"role":"service_role"}')}.`), "PGRST301"],
    ["no token at all", async () => "nonsense", "PGRST301"],
  ])("%s is refused", async (_, token, code) => {
    expect(await verifyToken(await token(), secret)).toMatchObject({ kind: "invalid", code });
  });
});

describe("a token signed anew for the functions", () => {
  it("names the key that SUPABASE_JWKS holds, says the same, and is accepted back", async () => {
    const original = await sign(claims);
    const check = await verifyToken(original, secret);
    if (check.kind !== "valid") throw new Error(check.message);
    const signed = await signWithKeyId(check.claims, secret);

    const keySet = createLocalJWKSet(jsonWebKeySet(secret) as JSONWebKeySet);
    const { payload, protectedHeader } = await jwtVerify(signed, keySet);
    expect(protectedHeader.kid).toBe("local");
    expect(payload).toEqual(check.claims);
    expect(await verifyToken(signed, secret)).toMatchObject({ kind: "valid", claims });
  });
});
