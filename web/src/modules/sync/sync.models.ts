import { formatInterval } from "~/lib/format.ts";
import type { Enums, Tables } from "~/lib/supabase.ts";

export type SyncStreamName = Enums["sync_stream"];
export type SyncStream = Tables["sync_streams"]["Row"];
export type SyncJob = Tables["sync_jobs"]["Row"];

export const streamLabels: Record<SyncStreamName, string> = {
  phone_numbers: "Numbers",
  calls: "Calls",
  sms_messages: "Messages",
  recordings: "Recordings",
};

export type StreamHealth = "paused" | "failing" | "waiting" | "stale" | "late" | "fresh";

/** Whether a job has ended, in whatever way. */
export function isOver(status: SyncJob["status"]): boolean {
  return status !== "queued" && status !== "running";
}

/**
 * How far a stream can be trusted. "waiting" has never succeeded yet, without having failed either. The ages are those
 * of the view sync_stream_health, judged here so that the verdict goes on while the page stays open.
 */
export function streamHealth(stream: SyncStream, nowMs: number): StreamHealth {
  if (!stream.is_enabled || stream.paused_reason) return "paused";
  if (stream.consecutive_failures > 0) return "failing";
  if (!stream.last_success_at) return "waiting";
  const ageSeconds = (nowMs - Date.parse(stream.last_success_at)) / 1000;
  if (ageSeconds < stream.interval_seconds * 2 + 120) return "fresh";
  return ageSeconds < stream.interval_seconds * 6 + 600 ? "late" : "stale";
}

interface SyncRequestFacts {
  stream: SyncStreamName;
  liveJob: Pick<SyncJob, "status"> | undefined;
  /** Until when the server has refused another run, in ms; undefined when it hasn't. */
  cooldownUntilMs: number | undefined;
  nowMs: number;
}

/** Why a sync can't be asked for right now; undefined when it can. */
export function syncObstacle({
  stream,
  liveJob,
  cooldownUntilMs,
  nowMs,
}: SyncRequestFacts): string | undefined {
  const what = streamLabels[stream].toLowerCase();
  if (liveJob?.status === "queued") return `A sync of ${what} is about to start.`;
  if (liveJob) return `A sync of ${what} is running.`;
  if (cooldownUntilMs !== undefined && cooldownUntilMs > nowMs) {
    const waitSeconds = Math.ceil((cooldownUntilMs - nowMs) / 1000);
    return `Synced a moment ago. You can sync again in ${formatInterval(waitSeconds)}.`;
  }
  return undefined;
}
