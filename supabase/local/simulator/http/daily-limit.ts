import type { SimulatedAccount } from "../accounts/account.ts";
import { DAY_MS } from "../accounts/rhythm.ts";
import { type Answer, json } from "./answer.ts";

/** Counts the requests of each API key over the last 24 hours. */
export interface DailyLimit {
  /** Counts a request, or answers it when the key has used up its requests. A refused request is not counted. */
  admit(account: SimulatedAccount): Answer | undefined;
  /** Requests counted in the 24 hours until now. */
  used(account: SimulatedAccount): number;
  /** Counts requests as if they had been made now. */
  spend(account: SimulatedAccount, requests: number): void;
}

export function createDailyLimit(now: () => Date): DailyLimit {
  const timesByKey = new Map<string, number[]>();

  function recent(account: SimulatedAccount): number[] {
    const sinceMs = now().getTime() - DAY_MS;
    const times = (timesByKey.get(account.apiKey) ?? []).filter((atMs) => atMs > sinceMs);
    timesByKey.set(account.apiKey, times);
    return times;
  }

  return {
    admit(account) {
      const times = recent(account);
      const { dailyLimit, dailyLimitStatus } = account.settings;
      if (times.length >= dailyLimit) {
        return json(dailyLimitStatus, { message: "The daily limit of API requests has been exceeded." });
      }
      times.push(now().getTime());
      return undefined;
    },
    used: (account) => recent(account).length,
    spend(account, requests) {
      const times = recent(account);
      for (let index = 0; index < requests; index++) times.push(now().getTime());
    },
  };
}
