import { formatDuration, formatInteger } from "~/lib/format";
import type { Enums } from "~/lib/supabase";
import { isOver, type SyncJob, type SyncStreamName } from "./sync.models.ts";

export type SyncJobStatus = Enums["sync_job_status"];
export type SyncTrigger = Enums["sync_trigger"];

/** A job with who asked for it; nobody when the clock did, or when they have left. */
export type RequestedJob = SyncJob & { requester?: { full_name: string; email: string } | null };

export const statusLabels: Record<SyncJobStatus, string> = {
  queued: "Waiting",
  running: "Running",
  succeeded: "Succeeded",
  failed: "Failed",
  cancelled: "Cancelled",
};

export const triggerLabels: Record<SyncTrigger, string> = {
  schedule: "Schedule",
  manual: "Sync button",
  backfill: "History load",
};

export interface JobFilters {
  stream: SyncStreamName | "all";
  status: SyncJobStatus | "all";
  trigger: SyncTrigger | "all";
}

function chosenOf<Value extends string>(known: Record<Value, string>, asked: unknown): Value | "all" {
  const values = Object.keys(known) as Value[];
  return values.find((value) => value === asked) ?? "all";
}

const streams: Record<SyncStreamName, string> = {
  phone_numbers: "",
  calls: "",
  sms_messages: "",
  recordings: "",
};

/** The filters that an address asks for; what makes no sense is off. */
export function parseJobFilters(params: Record<string, unknown>): JobFilters {
  return {
    stream: chosenOf(streams, params.stream),
    status: chosenOf(statusLabels, params.status),
    trigger: chosenOf(triggerLabels, params.trigger),
  };
}

export function hasJobFilters(filters: JobFilters): boolean {
  return Object.values(filters).some((value) => value !== "all");
}

/**
 * The history with the newest state of its live jobs, which is read far more often, and with those that began since it
 * was read.
 */
export function mergeLiveJobs(
  history: RequestedJob[],
  live: RequestedJob[],
  filters: JobFilters,
): RequestedJob[] {
  const liveById = new Map(live.map((job) => [job.id, job]));
  const known = new Set(history.map((job) => job.id));
  const begun = live.filter((job) => !known.has(job.id) && fits(job, filters));
  const merged = history.map((job) => (isOver(job.status) ? job : (liveById.get(job.id) ?? job)));
  return [...begun, ...merged].sort(
    (a, b) => b.created_at.localeCompare(a.created_at) || b.id.localeCompare(a.id),
  );
}

function fits(job: SyncJob, filters: JobFilters): boolean {
  return (
    (filters.stream === "all" || filters.stream === job.stream) &&
    (filters.status === "all" || filters.status === job.status) &&
    (filters.trigger === "all" || filters.trigger === job.trigger)
  );
}

/** Who or what asked for a job. */
export function requesterName(job: RequestedJob): string {
  if (job.trigger === "schedule") return "Schedule";
  return job.requester?.full_name || job.requester?.email || "Someone who has left";
}

/** How long a job took, or has taken by now; null before it starts. Waits between its passes are part of it. */
export function jobDurationSeconds(job: SyncJob, nowMs: number): number | null {
  if (job.started_at === null) return null;
  const endMs = job.finished_at === null ? nowMs : Date.parse(job.finished_at);
  return Math.max(0, (endMs - Date.parse(job.started_at)) / 1000);
}

/** A duration, where most are shorter than the second that a clock shows. */
export function formatElapsed(seconds: number | null): string {
  return seconds !== null && seconds < 1 ? "< 1 s" : formatDuration(seconds);
}

/** What came of a job so far: "1,284 received: 12 new, 3 changed". */
export function describeRows(
  job: Pick<SyncJob, "status" | "rows_fetched" | "rows_inserted" | "rows_updated">,
): string {
  if (job.rows_fetched === 0 && job.status === "succeeded") return "Nothing to bring over";
  if (job.rows_fetched === 0) return isOver(job.status) ? "No rows" : "No rows yet";
  const parts = [
    job.rows_inserted > 0 && `${formatInteger(job.rows_inserted)} new`,
    job.rows_updated > 0 && `${formatInteger(job.rows_updated)} changed`,
  ].filter(Boolean);
  return `${formatInteger(job.rows_fetched)} received: ${parts.join(", ") || "nothing new"}`;
}
