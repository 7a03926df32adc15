import { createKeyring } from "../_shared/credentials/keyring.ts";
import type { WorkerDatabase } from "../_shared/database/worker-database.ts";
import type { Logger } from "../_shared/http/log.ts";
import type { ProviderHosts } from "../_shared/integration/providers.ts";
import { parseJob } from "./job.ts";
import { LEASE_SECONDS } from "./lease.ts";
import { resealCredentials } from "./reseal-credentials.ts";
import { type JobEnd, runJob } from "./run-job.ts";

export type PassOptions = {
  readonly database: WorkerDatabase;
  readonly hosts: ProviderHosts;
  /** How requests reach the provider. */
  readonly fetch: typeof fetch;
  /** How long one of them may take, if not as long as usual. */
  readonly requestTimeoutMs?: number | undefined;
  readonly logger: Logger;
  readonly passMs: number;
  readonly pages: number;
};

export type PassReport = Readonly<Record<JobEnd, number>> & { readonly resealed: number };

/**
 * One bounded stretch of work: claims jobs and works on them until nothing is due or the time or pages of the pass are
 * used up. What is not finished by then goes on in a later pass, from its checkpoint.
 */
export async function runPass(options: PassOptions): Promise<PassReport> {
  const { database, hosts, fetch, requestTimeoutMs, logger, passMs } = options;
  const endMs = Date.now() + passMs;
  const keyring = createKeyring(database);
  const ends: Record<JobEnd, number> = { succeeded: 0, failed: 0, "to be continued": 0, lost: 0 };
  let pagesLeft = options.pages;

  const resealed = await resealCredentials(database, keyring, logger);
  const hasTime = () => Date.now() < endMs && pagesLeft > 0;
  while (hasTime()) {
    const job = parseJob(await database.call("claim_sync_job", { lease_seconds: LEASE_SECONDS }));
    if (job === null) break;
    const mayGoOn = () => {
      pagesLeft -= 1;
      return pagesLeft >= 0 && Date.now() < endMs;
    };
    ends[await runJob(job, { database, keyring, hosts, fetch, requestTimeoutMs, logger, mayGoOn })] += 1;
  }
  return { ...ends, resealed };
}
