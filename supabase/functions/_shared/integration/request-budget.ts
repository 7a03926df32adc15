import * as v from "valibot";
import type { WorkerDatabase } from "../database/worker-database.ts";
import { ProviderError } from "../provider/provider-error.ts";

/** Counts requests against the provider's daily limit, before they are sent. */
export type RequestBudget = {
  /** @throws ProviderError daily_limit, with the wait until some of the budget is back. */
  spend(): Promise<void>;
  /** Gives back what was reserved and not sent. */
  returnUnused(): Promise<void>;
  /** Requests sent through this budget so far. */
  sent(): number;
  /** Whether from now on what the clock needs for new rows is left alone. */
  leaveScheduleItsShare(isLeft: boolean): void;
  leavesScheduleItsShare(): boolean;
  /** Whether the account, over all workers, had almost nothing left when it was last asked. */
  isNearlySpent(): boolean;
};

export type RequestBudgetOptions = {
  readonly integration_id: string;
  /** People may use the reserve that the schedule leaves alone. */
  readonly for_person: boolean;
  /** How many requests to reserve at once: a larger block asks the database less often. */
  readonly block: number;
  readonly nowMs: () => number;
};

const grantSchema = v.object({
  granted: v.number(),
  left: v.number(),
  daily_limit: v.number(),
  refills_at: v.nullable(v.string()),
});
const WAIT_WITHOUT_REFILL_SECONDS = 3600;
const NEARLY_SPENT_SHARE = 0.1;

/** A budget that all workers of a provider account share, through the database. */
export function createRequestBudget(database: WorkerDatabase, options: RequestBudgetOptions): RequestBudget {
  let reserved = 0;
  let sent = 0;
  let leavesShare = false;
  let isNearlySpent = false;

  async function reserve(): Promise<void> {
    const grant = v.parse(
      grantSchema,
      await database.call("reserve_requests", {
        integration: options.integration_id,
        wanted: options.block,
        for_person: options.for_person,
        for_history: leavesShare,
      }),
    );
    isNearlySpent = grant.left <= grant.daily_limit * NEARLY_SPENT_SHARE;
    if (grant.granted === 0) {
      throw new ProviderError("daily_limit", {
        detail: grant.left > 0 ? "the rest is kept for new rows and for people" : undefined,
        retry_after_seconds: waitSeconds(grant.refills_at, options.nowMs()),
      });
    }
    reserved += grant.granted;
  }

  return {
    async spend() {
      if (reserved === 0) await reserve();
      reserved -= 1;
      sent += 1;
    },
    async returnUnused() {
      if (reserved === 0) return;
      const unused = reserved;
      reserved = 0;
      await database.call("return_requests", { integration: options.integration_id, unused });
    },
    sent: () => sent,
    leaveScheduleItsShare(isLeft) {
      leavesShare = isLeft;
    },
    leavesScheduleItsShare: () => leavesShare,
    isNearlySpent: () => isNearlySpent,
  };
}

function waitSeconds(refillsAt: string | null, nowMs: number): number {
  if (refillsAt === null) return WAIT_WITHOUT_REFILL_SECONDS;
  return Math.max(60, Math.ceil((Date.parse(refillsAt) - nowMs) / 1000));
}
