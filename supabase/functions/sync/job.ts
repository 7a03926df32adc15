import * as v from "valibot";
import { accountTypeSchema } from "../_shared/credentials/credential-input.ts";
import { sealedSecretSchema } from "../_shared/integration/sealed-credentials.ts";

const rangeSchema = v.object({ start: v.string(), end: v.string() });

const jobSchema = v.object({
  job_id: v.string(),
  lease_token: v.string(),
  org_id: v.string(),
  integration_id: v.string(),
  stream: v.picklist(["phone_numbers", "calls", "sms_messages", "recordings"]),
  trigger: v.picklist(["schedule", "manual", "backfill"]),
  window_start: v.nullable(v.string()),
  window_end: v.nullable(v.string()),
  checkpoint: v.unknown(),
  /** The part of the window that earlier jobs have read for good. */
  known: v.nullable(rangeSchema),
  /** What became due since the stream was last up to date, when the job has a long way to go yet. */
  ahead: v.nullable(rangeSchema),
  attempt: v.number(),
  interval_seconds: v.number(),
  provider: v.string(),
  account_type: accountTypeSchema,
  credentials: v.nullable(sealedSecretSchema),
});

/** A leased job, as worker.claim_sync_job hands it out. Times are ISO 8601; `attempt` counts tries without progress. */
export type Job = v.InferOutput<typeof jobSchema>;

/** The next job, or null when there is nothing to do. */
export function parseJob(claimed: unknown): Job | null {
  return claimed === null ? null : v.parse(jobSchema, claimed);
}
