import * as v from "valibot";
import type { SyncJob } from "./sync.models.ts";

const range = v.object({ start: v.string(), end: v.string() });
const counted = v.object({ ...range.entries, received: v.number(), total: v.number() });
/** The part of a worker's checkpoint that says what is left to read. */
const checkpoint = v.object({ pending: v.array(range), current: v.nullable(counted) });

export type RangeState = "done" | "reading" | "left";

/** A part of a job's range, as fractions of it: 0 is its oldest moment, 1 its newest. */
export interface RangePart {
  from: number;
  to: number;
  state: RangeState;
}

type RangedJob = Pick<SyncJob, "status" | "window_start" | "window_end" | "checkpoint">;

/** How far a job has come with the range that it reads; null when it reads no range. Work goes newest first. */
export function rangeParts(job: RangedJob): RangePart[] | null {
  const window = windowOf(job);
  if (!window) return null;
  if (job.status === "succeeded") return [{ from: 0, to: 1, state: "done" }];
  const left = checkpointOf(job);
  if (!left) return [{ from: 0, to: 1, state: "left" }];

  const fraction = (instant: string) =>
    Math.min(1, Math.max(0, (Date.parse(instant) - window.startMs) / (window.endMs - window.startMs)));
  const open: RangePart[] = [
    ...left.pending.map((slice) => ({ slice, state: "left" as const })),
    ...(left.current ? [{ slice: left.current, state: "reading" as const }] : []),
  ]
    .map(({ slice, state }) => ({ from: fraction(slice.start), to: fraction(slice.end), state }))
    .sort((a, b) => a.from - b.from);

  const parts: RangePart[] = [];
  let reached = 0;
  for (const part of open) {
    if (part.from > reached) parts.push({ from: reached, to: part.from, state: "done" });
    parts.push(part);
    reached = Math.max(reached, part.to);
  }
  if (reached < 1) parts.push({ from: reached, to: 1, state: "done" });
  return joinEqual(parts.filter((part) => part.to > part.from));
}

function joinEqual(parts: RangePart[]): RangePart[] {
  const joined: RangePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.state === part.state) last.to = part.to;
    else joined.push({ ...part });
  }
  return joined;
}

/** How much of its range's time a job has read, 0 to 1, with the rows it has of the part it is reading. */
export function shareDone(job: RangedJob): number | null {
  const parts = rangeParts(job);
  if (!parts) return null;
  const current = checkpointOf(job)?.current;
  const shareOfCurrent = current && current.total > 0 ? Math.min(1, current.received / current.total) : 0;
  const weight: Record<RangeState, number> = { done: 1, reading: shareOfCurrent, left: 0 };
  return parts.reduce((sum, part) => sum + (part.to - part.from) * weight[part.state], 0);
}

/** What a stopped job has not read: from its start to the newest moment that is left; null when nothing is. */
export function remainingRange(job: RangedJob): { start: string; end: string } | null {
  const window = windowOf(job);
  const lastOpen = rangeParts(job)?.findLast((part) => part.state !== "done");
  if (!window || !lastOpen) return null;
  const endMs = window.startMs + lastOpen.to * (window.endMs - window.startMs);
  return { start: new Date(window.startMs).toISOString(), end: new Date(Math.round(endMs)).toISOString() };
}

function windowOf(job: RangedJob) {
  if (job.window_start === null || job.window_end === null) return null;
  return { startMs: Date.parse(job.window_start), endMs: Date.parse(job.window_end) };
}

function checkpointOf(job: RangedJob) {
  const parsed = v.safeParse(checkpoint, job.checkpoint);
  return parsed.success ? parsed.output : null;
}
