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

/** Compares two secrets in a time that tells nothing about where, or in what length, they differ. */
export async function secretsAreEqual(left: string, right: string): Promise<boolean> {
  const [a, b] = await Promise.all([sha256(left), sha256(right)]);
  let difference = 0;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
