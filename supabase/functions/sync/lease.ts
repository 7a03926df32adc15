import * as v from "valibot";
import type { WorkerDatabase } from "../_shared/database/worker-database.ts";
import { Problem } from "../_shared/http/problem.ts";
import type { RequestBudget } from "../_shared/integration/request-budget.ts";
import type { ErrorClass } from "../_shared/provider/error-messages.ts";
import type { CallRow, MessageRow, PhoneNumberRow } from "../_shared/provider/rows.ts";
import type { TimeRange } from "../_shared/sync/checkpoint.ts";
import type { Job } from "./job.ts";

const ingestedCallsSchema = v.object({ stored_in_slice: v.optional(v.number()) });

export type Failure = { readonly class: ErrorClass; readonly code: string; readonly hint: string };

/**
 * A worker's hold on one job. Every write shows the lease token and renews the lease; once the lease is lost (expired,
 * taken over, cancelled) each of them throws Problem 409 and nothing is written.
 */
export type Lease = {
  ingestPhoneNumbers(rows: PhoneNumberRow[]): Promise<void>;
  /** Stores a page and the checkpoint together. With `count`, tells how many calls the table then holds in that range. */
  ingestCalls(rows: CallRow[], checkpoint: unknown, count: TimeRange | null): Promise<number | undefined>;
  ingestMessages(rows: MessageRow[], checkpoint: unknown): Promise<void>;
  saveCheckpoint(checkpoint: unknown): Promise<void>;
  complete(): Promise<void>;
  fail(failure: Failure, waitSeconds: number): Promise<void>;
  /** Hands the job back to go on after a wait; `reason` tells people why it waits, if it does. */
  release(waitSeconds: number, reason?: Omit<Failure, "class">): Promise<void>;
};

export const LEASE_SECONDS = 90;

/** Whether an error says that the job is no longer ours. */
export function isLeaseLost(error: unknown): boolean {
  return error instanceof Problem && error.status === 409;
}

/** The writes of one job's worker. Each reports the requests sent since the last one. */
export function holdLease(database: WorkerDatabase, job: Job, budget: RequestBudget): Lease {
  let reported = 0;

  async function write(name: string, args: Record<string, unknown>): Promise<unknown> {
    const sent = budget.sent();
    const result = await database.call(name, {
      job_id: job.job_id,
      lease_token: job.lease_token,
      requests: sent - reported,
      ...args,
    });
    reported = sent;
    return result;
  }

  return {
    async ingestPhoneNumbers(rows) {
      await write("ingest_phone_numbers", { rows, lease_seconds: LEASE_SECONDS });
    },
    async ingestCalls(rows, checkpoint, count) {
      const range = { slice_start: count?.start ?? null, slice_end: count?.end ?? null };
      const counts = await write("ingest_calls", {
        rows,
        checkpoint,
        ...range,
        lease_seconds: LEASE_SECONDS,
      });
      return v.parse(ingestedCallsSchema, counts).stored_in_slice;
    },
    async ingestMessages(rows, checkpoint) {
      await write("ingest_messages", { rows, checkpoint, lease_seconds: LEASE_SECONDS });
    },
    async saveCheckpoint(checkpoint) {
      await write("save_checkpoint", { checkpoint, lease_seconds: LEASE_SECONDS });
    },
    async complete() {
      await write("complete_sync_job", {});
    },
    async fail(failure, waitSeconds) {
      await write("fail_sync_job", { ...failure, wait_seconds: waitSeconds });
    },
    async release(waitSeconds, reason) {
      await write("release_sync_job", {
        wait_seconds: waitSeconds,
        code: reason?.code ?? null,
        hint: reason?.hint ?? null,
      });
    },
  };
}
