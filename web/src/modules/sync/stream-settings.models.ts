import { formatFrequency } from "~/lib/format";
import type { SyncStream } from "./sync.models.ts";

/** How often a stream may run; the database takes anything from a minute to a day. */
const usualIntervals = [60, 300, 600, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400];

/** The intervals to choose from, the present one among them whatever it is. */
export function intervalOptions(currentSeconds: number): { value: string; label: string }[] {
  return [...new Set([...usualIntervals, currentSeconds])]
    .sort((a, b) => a - b)
    .map((seconds) => ({ value: String(seconds), label: sentence(formatFrequency(seconds)) }));
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const daySeconds = 86_400;

/** How many requests the schedule needs a day at least: one for each run. */
export function scheduledRequestsPerDay(
  streams: Pick<SyncStream, "is_enabled" | "paused_reason" | "interval_seconds">[],
): number {
  return streams
    .filter((stream) => stream.is_enabled && !stream.paused_reason)
    .reduce((sum, stream) => sum + Math.floor(daySeconds / stream.interval_seconds), 0);
}
