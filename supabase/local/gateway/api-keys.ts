import { timingSafeEqual } from "node:crypto";
import type { StackKeys } from "../keys.ts";

/** What an API key stands for. */
export type ApiKey = { type: "publishable" | "secret"; role: "anon" | "service_role" };

/** The key's meaning, or undefined for a key that this stack did not give out. */
export function resolveApiKey(key: string, keys: StackKeys): ApiKey | undefined {
  if (same(key, keys.publishableKey)) return { type: "publishable", role: "anon" };
  const isSecret = Object.values(keys.secretKeys).some((secret) => same(key, secret));
  return isSecret ? { type: "secret", role: "service_role" } : undefined;
}

function same(given: string, known: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(known)];
  return a.length === b.length && timingSafeEqual(a, b);
}
