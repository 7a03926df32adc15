import type { Keyring } from "../_shared/credentials/keyring.ts";
import type { WorkerDatabase } from "../_shared/database/worker-database.ts";
import type { Logger } from "../_shared/http/log.ts";
import { connectProvider } from "../_shared/integration/connect-provider.ts";
import { createRequestBudget, type RequestBudget } from "../_shared/integration/request-budget.ts";
import type { MightyCallHosts } from "../_shared/mightycall/hosts.ts";
import { isProviderError, ProviderError } from "../_shared/provider/provider-error.ts";
import { backoffSeconds } from "../_shared/sync/backoff.ts";
import { describeFailure } from "./failure.ts";
import type { Job } from "./job.ts";
import { holdLease, isLeaseLost, type Lease } from "./lease.ts";
import { syncCalls } from "./streams/calls.ts";
import { syncMessages } from "./streams/messages.ts";
import { syncPhoneNumbers } from "./streams/phone-numbers.ts";
import type { Stream } from "./streams/stream.ts";

export type JobOptions = {
  readonly database: WorkerDatabase;
  readonly keyring: Keyring;
  readonly hosts: MightyCallHosts;
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
const REQUESTS_AT_ONCE = 10;
const LONGEST_BUDGET_WAIT_SECONDS = 3600;

/**
 * Works on a leased job until it is done or the pass is over, and writes down how it ended. A lost lease ends it
 * silently: whoever holds the job now writes its end.
 */
export async function runJob(job: Job, options: JobOptions): Promise<JobEnd> {
  const { database } = options;
  const logger = options.logger.with({ job_id: job.job_id, org_id: job.org_id, stream: job.stream });
  const budget = createRequestBudget(database, {
    integration_id: job.integration_id,
    for_person: job.trigger === "manual",
    block: REQUESTS_AT_ONCE,
    nowMs: Date.now,
  });
  const lease = holdLease(database, job, budget);
  try {
    return await workAndSettle(job, lease, budget, { ...options, logger });
  } catch (error) {
    if (!isLeaseLost(error)) throw error;
    logger.log("warn", "lease_lost");
    return "lost";
  } finally {
    await budget.returnUnused();
  }
}

async function workAndSettle(
  job: Job,
  lease: Lease,
  budget: RequestBudget,
  options: JobOptions,
): Promise<JobEnd> {
  let end: "done" | "to be continued";
  try {
    end = await readStream(job, lease, budget, options);
  } catch (error) {
    if (isLeaseLost(error)) throw error;
    options.logger.log("warn", "job_interrupted", { error });
    return await recordFailure(job, lease, error);
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
): Promise<"done" | "to be continued"> {
  if (job.credentials === null) throw new ProviderError("invalid_credentials");
  const { database, keyring, hosts, mayGoOn } = options;
  const provider = await connectProvider(
    { ...job, credentials: job.credentials },
    { database, keyring, hosts, budget },
  );
  return await STREAMS[job.stream]({ job, lease, provider, mayGoOn, now: () => new Date() });
}

async function recordFailure(job: Job, lease: Lease, error: unknown): Promise<JobEnd> {
  const failure = describeFailure(error);
  const asked = error instanceof ProviderError ? error.retry_after_seconds : undefined;
  // The end of the day's budget is a pause and no failure: nothing was tried in vain.
  if (isProviderError(error, "daily_limit")) {
    await lease.release(Math.min(asked ?? LONGEST_BUDGET_WAIT_SECONDS, LONGEST_BUDGET_WAIT_SECONDS), failure);
    return "to be continued";
  }
  const waitSeconds = backoffSeconds({
    attempt: job.attempt + 1,
    retry_after_seconds: asked,
    random: Math.random,
  });
  await lease.fail(failure, waitSeconds);
  return "failed";
}
