import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import type { StackKeys } from "../../../supabase/local/keys.ts";

export type Claims = Record<string, unknown>;

export function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

/** A token by HMAC; without a secret, one that is not signed. */
export function createToken(
  claims: Claims,
  secret: string | null,
  header: object = { alg: "HS256" },
): string {
  const signed = `${encode({ typ: "JWT", ...header })}.${encode(claims)}`;
  return `${signed}.${secret === null ? "" : createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

/** Tokens made from a person's good one that nobody may accept; `other` is somebody else's id. */
export function forgeries(token: string, keys: StackKeys, other: string): Record<string, string> {
  const claims = claimsOf(token);
  const [header, payload, signature] = token.split(".");
  const secondsFromNow = (offset: number) => Math.floor(Date.now() / 1000) + offset;
  return {
    "signed with another secret": createToken(claims, "another secret that is long enough to be one"),
    "signed with the publishable key": createToken(claims, keys.publishableKey),
    "signed with nothing": createToken(claims, ""),
    "that has run out": createToken({ ...claims, exp: secondsFromNow(-120) }, keys.jwtSecret),
    "that is not valid yet": createToken({ ...claims, nbf: secondsFromNow(3600) }, keys.jwtSecret),
    "without a signature": createToken(claims, null, { alg: "none" }),
    "without a signature, spelled otherwise": createToken(claims, null, { alg: "nOnE" }),
    "without a signature that says HS256": createToken(claims, null),
    "that names another algorithm": createToken(claims, keys.jwtSecret, { alg: "HS512" }),
    "whose key is a file of its choice": createToken(claims, "", { alg: "HS256", kid: "../../../dev/null" }),
    "that brings its own key": signWithOwnKey(claims),
    "with another's claims under its signature": `${header}.${encode({ ...claims, sub: other })}.${signature}`,
    "of the service role, forged": createToken({ ...claims, role: "service_role" }, "guessed secret"),
    "without its third part": `${header}.${payload}`,
    "of too many parts": `${token}.${token}`,
    "that is rubbish": "not-a-token",
  };
}

function signWithOwnKey(claims: Claims): string {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const header = { alg: "RS256", kid: "local", jwk: publicKey.export({ format: "jwk" }) };
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
