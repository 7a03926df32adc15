import type { AccountType } from "./credential-input.ts";

/**
 * Names a provider account without revealing its key: hex SHA-256.
 * The provider counts requests per API key, so whoever shares a key shares one request budget.
 */
export async function apiKeyFingerprint(accountType: AccountType, apiKey: string): Promise<string> {
  const hex = apiKey.replaceAll("-", "").toLowerCase();
  const digest = await sha256(JSON.stringify([accountType, hex]));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
