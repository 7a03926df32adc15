import * as v from "valibot";
import { Refusal } from "./refusal.ts";

type Claims = Record<string, unknown>;

/** Resolves to a token's claims, or to null when it is forged, malformed or expired. */
export type VerifyToken = (token: string) => Promise<Claims | null>;

/** Who asks: the claims become `request.jwt.claims`, their role the database role. */
export type Caller = { role: string; claims: Claims /** In milliseconds since 1970. */; expiresAtMs: number };

const requiredClaims = v.looseObject({
  role: v.picklist(["anon", "authenticated", "service_role"]),
  exp: v.pipe(v.number(), v.finite()),
});

/**
 * Identifies the person behind a channel. Clients send their API key where they have no token: that is `anon`. Throws
 * a Refusal for a bad token, which never counts as none.
 */
export async function identifyCaller(token: string | undefined, verifyToken: VerifyToken): Promise<Caller> {
  if (token === undefined || isApiKey(token)) {
    return { role: "anon", claims: { role: "anon" }, expiresAtMs: Number.POSITIVE_INFINITY };
  }
  const claims = await verifyToken(token);
  if (claims === null) throw new Refusal("InvalidJWTToken: The token is not valid or has expired");
  const required = v.safeParse(requiredClaims, claims);
  if (!required.success) throw new Refusal("InvalidJWTToken: Fields `role` and `exp` are required in JWT");
  const expiresAtMs = required.output.exp * 1000;
  if (expiresAtMs <= Date.now()) throw new Refusal("InvalidJWTToken: Token has expired");
  return { role: required.output.role, claims, expiresAtMs };
}

export function isApiKey(token: string): boolean {
  return token.startsWith("sb_");
}
