import type { JWTPayload } from "jose";
import type { StackKeys } from "../keys.ts";
import { type ApiKey, resolveApiKey } from "./api-keys.ts";
import { jsonResponse } from "./responses.ts";
import { verifyToken } from "./tokens.ts";

/** Who is asking: the claims become `request.jwt.claims`, their role the database role. */
export type Caller = { apiKey: ApiKey; claims: JWTPayload };

/**
 * Identifies the caller of the data API as the platform does: an API key is always needed; a person's token, where
 * there is one, decides the role, and a bad one is refused rather than ignored.
 */
export async function identifyCaller(request: Request, keys: StackKeys): Promise<Caller | Response> {
  const apiKey = identifyApiKey(request, keys);
  if (apiKey instanceof Response) return apiKey;
  const token = bearerToken(request);
  if (token === undefined) return { apiKey, claims: { role: apiKey.role } };
  const check = await verifyToken(token, keys.jwtSecret);
  if (check.kind === "invalid") {
    const body = { code: check.code, details: null, hint: null, message: check.message };
    return jsonResponse(401, body);
  }
  return { apiKey, claims: check.claims };
}

/** The API key of the `apikey` header or parameter, or the refusal. */
export function identifyApiKey(request: Request, keys: StackKeys): ApiKey | Response {
  const key = request.headers.get("apikey") ?? new URL(request.url).searchParams.get("apikey");
  if (key === null) {
    const hint = "No `apikey` request header or url param was found.";
    return jsonResponse(401, { message: "No API key found in request", hint });
  }
  const apiKey = resolveApiKey(key, keys);
  if (apiKey !== undefined) return apiKey;
  return jsonResponse(401, { message: "Invalid API key", hint: "Double check your Supabase API key." });
}

/** A person's token. The API key itself is often sent as a bearer token too, and is none. */
export function bearerToken(request: Request): string | undefined {
  const token = /^Bearer\s+(.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1]?.trim();
  return token === undefined || token.startsWith("sb_") ? undefined : token;
}
