import { createHash, createHmac } from "node:crypto";
import type { SimulatedAccount } from "../accounts/account.ts";

/** Access tokens live for 24 hours, less a second. */
export const TOKEN_LIFETIME_SECONDS = 86_399;

const HEADER_BYTES = 16;
const TOKEN_BYTES = 450;

/** The tokens of a grant. */
interface Grant {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * Access tokens carry their own proof, so they survive a restart of the simulator and end when the account's keys
 * change. Refresh tokens are remembered, and good for one use.
 */
export interface Tokens {
  issue(account: SimulatedAccount): Grant;
  /** Whether a bearer is a living token of this account. */
  verify(account: SimulatedAccount, accessToken: string): boolean;
  /** The name of the account that a refresh token was given to; the token is spent by asking. */
  redeem(refreshToken: string): string | undefined;
}

function secretOf(account: SimulatedAccount): string {
  return [account.accountType, account.apiKey, account.userKey, account.tokenGeneration].join("|");
}

function seal(account: SimulatedAccount, header: Buffer): Buffer {
  return createHash("shake256", { outputLength: TOKEN_BYTES - HEADER_BYTES })
    .update(secretOf(account))
    .update(header)
    .digest();
}

export function createTokens(now: () => Date): Tokens {
  const refreshTokens = new Map<string, string>();
  let serial = 0;

  return {
    issue(account) {
      const header = Buffer.alloc(HEADER_BYTES);
      header.writeBigUInt64BE(BigInt(now().getTime()));
      header.writeBigUInt64BE(BigInt(serial++), 8);
      const refreshToken = createHmac("sha256", secretOf(account)).update(header).digest("base64");
      refreshTokens.set(refreshToken, account.name);
      return {
        accessToken: Buffer.concat([header, seal(account, header)]).toString("base64url"),
        refreshToken,
      };
    },
    verify(account, accessToken) {
      const bytes = Buffer.from(accessToken, "base64url");
      if (bytes.length !== TOKEN_BYTES) return false;
      const header = bytes.subarray(0, HEADER_BYTES);
      if (!bytes.subarray(HEADER_BYTES).equals(seal(account, header))) return false;
      const ageMs = now().getTime() - Number(header.readBigUInt64BE());
      return ageMs >= 0 && ageMs < TOKEN_LIFETIME_SECONDS * 1000;
    },
    redeem(refreshToken) {
      const account = refreshTokens.get(refreshToken);
      refreshTokens.delete(refreshToken);
      return account;
    },
  };
}
