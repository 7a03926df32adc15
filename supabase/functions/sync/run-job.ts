import type { Keyring } from "../_shared/credentials/keyring.ts";
import type { WorkerDatabase } from "../_shared/database/worker-database.ts";
import type { Logger } from "../_shared/http/log.ts";
import { connectProvider } from "../_shared/integration/connect-provider.ts";
import type { ProviderHosts } from "../_shared/integration/providers.ts";
import { createRequestBudget, type RequestBudget } from "../_shared/integration/request-budget.ts";
import { ProviderError } from "../_shared/provider/provider-error.ts";
import { backoffSeconds } from "../_shared/sync/backoff.ts";
import { describeFailure } from "./failure.ts";
import type { Job } from "./job.ts";
import { holdLease, isLeaseLost, type Lease } from "./lease.ts";
import { pauseFor } from "./limit.ts";
import { syncCalls } from "./streams/calls.ts";
import { syncMessages } from "./streams/messages.ts";
import { syncPhoneNumbers } from "./streams/phone-numbers.ts";
import type { Stream, StreamEnd } from "./streams/stream.ts";

export type JobOptions = {
  readonly database: WorkerDatabase;
  readonly keyring: Keyring;
  readonly hosts: ProviderHosts;
  readonly fetch: typeof fetch;
  readonly requestTimeoutMs?: number | undefined;
  readonly logger: Logger;
  readonly mayGoOn: () => boolean;
};

export type JobEnd = "succeeded" | "failed" | "to be continued" | "lost";

const STREAMS: Readonly<Record<Job["stream"], Stream>> = {
  phone_numbers: syncPhoneNumbers,
  calls: syncCalls,
  sms_messages: syncMessages,
  recordings: syncCalls,
};

/**
 * Works on a leased job until it is done or the pass is over, and writes down how it ended. A lost lease ends it
 * silently: whoever holds the job now writes its end.
 */
export async function runJob(job: Job, options: JobOptions): Promise<JobEnd> {
  const logger = options.logger.with({ job_id: job.job_id, org_id: job.org_id, stream: job.stream });
  const budget = createRequestBudget(options.database, {
    integration_id: job.integration_id,
    // Only what a person waits for; the rest of a long job is not it.
    for_person: job.trigger === "manual" && job.checkpoint === null,
    // One by one, so that a worker that dies keeps none.
    block: 1,
    nowMs: Date.now,
  });
  const lease = holdLease(options.database, job, budget);
  try {
    return await workAndSettle(job, lease, budget, { ...options, logger });
  } catch (error) {
    if (!isLeaseLost(error)) throw error;
    logger.log("warn", "lease_lost");
    return "lost";
  }
}

async function workAndSettle(
  job: Job,
  lease: Lease,
  budget: RequestBudget,
  options: JobOptions,
): Promise<JobEnd> {
  let end: StreamEnd;
  try {
    end = await readStream(job, lease, budget, options);
  } catch (error) {
    if (isLeaseLost(error)) throw error;
    options.logger.log("warn", "job_interrupted", { error });
    return await recordInterruption(job, lease, budget, error);
  }
  if (end === "done") await lease.complete();
  else await lease.release(0);
  return end === "done" ? "succeeded" : end;
}

async function readStream(
  job: Job,
  lease: Lease,
  budget: RequestBudget,
  options: JobOptions,
): Promise<StreamEnd> {
  if (job.credentials === null) throw new ProviderError("invalid_credentials");
  const provider = await connectProvider({ ...job, credentials: job.credentials }, { ...options, budget });
  return await STREAMS[job.stream]({
    job,
    lease,
    provider,
    mayGoOn: options.mayGoOn,
    leaveScheduleItsShare: budget.leaveScheduleItsShare,
    now: () => new Date(),
  });
}

async function recordInterruption(
  job: Job,
  lease: Lease,
  budget: RequestBudget,
  error: unknown,
): Promise<JobEnd> {
  const { random } = Math;
  const pause = pauseFor(error, {
    attempt: job.attempt,
    isNearlySpent: budget.isNearlySpent(),
    most_seconds: budget.leavesScheduleItsShare() ? job.interval_seconds : Number.POSITIVE_INFINITY,
    random,
  });
  if (pause !== null) {
    await lease.release(pause.wait_seconds, describeFailure(pause.error));
    return "to be continued";
  }
  const retry_after_seconds = error instanceof ProviderError ? error.retry_after_seconds : undefined;
  const waitSeconds = backoffSeconds({ attempt: job.attempt + 1, retry_after_seconds, random });
  await lease.fail(describeFailure(error), waitSeconds);
  return "failed";
}
