import type { Database } from "~/lib/database.types";

/** A part of a job's range of time, and how much of it was read, 0 to 1. */
export type ReadRange = Database["public"]["Functions"]["sync_job_progress"]["Returns"][number];

/** A part of a job's range, as fractions of it: 0 is its oldest moment, 1 its newest. */
export interface RangePart {
  from: number;
  to: number;
  /** How much of the part was read, 0 to 1. */
  share: number;
}

/** The parts of a range for drawing, oldest first, equal neighbours joined. */
export function rangeParts(ranges: ReadRange[]): RangePart[] {
  const startMs = Date.parse(ranges[0]?.range_start ?? "");
  const lengthMs = Date.parse(ranges.at(-1)?.range_end ?? "") - startMs;
  const fraction = (instant: string) => (Date.parse(instant) - startMs) / lengthMs;
  const parts: RangePart[] = [];
  for (const { range_start, range_end, share_read } of ranges) {
    const last = parts.at(-1);
    const isWhole = share_read === 0 || share_read === 1;
    if (last && isWhole && last.share === share_read) last.to = fraction(range_end);
    else parts.push({ from: fraction(range_start), to: fraction(range_end), share: share_read });
  }
  return parts;
}

/** How much of its range's time a job has read, 0 to 1. */
export function shareRead(ranges: ReadRange[]): number {
  return rangeParts(ranges).reduce((sum, part) => sum + (part.to - part.from) * part.share, 0);
}

/** What a job has not read, from its start to the newest moment that is left; null when nothing is. */
export function remainingRange(ranges: ReadRange[]): { start: string; end: string } | null {
  const [first] = ranges;
  const lastOpen = ranges.findLast((range) => range.share_read < 1);
  return first && lastOpen ? { start: first.range_start, end: lastOpen.range_end } : null;
}
