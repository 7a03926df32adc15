import { errors, type JSONWebKeySet, type JWTPayload, jwtVerify, SignJWT } from "jose";

/** Names the stack's one signing key in the JWKS that the functions get and in the tokens that the gateway signs. */
export const signingKeyId = "local";

export type TokenCheck =
  | { kind: "valid"; claims: JWTPayload }
  | { kind: "invalid"; code: "PGRST301" | "PGRST303"; message: string };

/** Checks a person's token: HS256 by the stack's secret, not expired, not from the future. */
export async function verifyToken(token: string, jwtSecret: string): Promise<TokenCheck> {
  const parts = token.split(".").length;
  if (parts !== 3) {
    return { kind: "invalid", code: "PGRST301", message: `Expected 3 parts in JWT; got ${parts}` };
  }
  try {
    const { payload } = await jwtVerify(token, secretBytes(jwtSecret), {
      algorithms: ["HS256"],
      clockTolerance: 30,
    });
    return { kind: "valid", claims: payload };
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      return { kind: "invalid", code: "PGRST303", message: "JWT expired" };
    }
    return { kind: "invalid", code: "PGRST301", message: "No suitable key or wrong key type" };
  }
}

/**
 * The same claims under a header that names the key. Auth signs without a `kid`, and the functions' JWKS check wants
 * one; on the platform every token has it.
 */
export async function signWithKeyId(claims: JWTPayload, jwtSecret: string): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: signingKeyId })
    .sign(secretBytes(jwtSecret));
}

/** The key set for SUPABASE_JWKS: the one symmetric key. */
export function jsonWebKeySet(jwtSecret: string): JSONWebKeySet {
  const key = Buffer.from(secretBytes(jwtSecret)).toString("base64url");
  return { keys: [{ kty: "oct", alg: "HS256", kid: signingKeyId, k: key }] };
}

function secretBytes(jwtSecret: string): Uint8Array {
  return new TextEncoder().encode(jwtSecret);
}
