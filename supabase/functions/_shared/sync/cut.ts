import type { Slice, TimeRange } from "./checkpoint.ts";

// Keeps a checkpoint small; a slice that needs more pieces is cut again when they are read.
const MAX_PIECES = 64;
const SECOND_MS = 1000;

/** Cuts a range at the times given (epoch milliseconds), oldest piece first. Times outside of it are ignored. */
export function cutAt(range: TimeRange, timesMs: readonly number[], oneRequest: boolean): Slice[] {
  const startMs = Date.parse(range.start);
  const endMs = Date.parse(range.end);
  const inside = timesMs.filter((timeMs) => timeMs > startMs && timeMs < endMs).toSorted((a, b) => a - b);
  const bounds = [startMs, ...inside, endMs].map((timeMs) => new Date(timeMs).toISOString());
  return bounds.slice(1).map((end, index) => ({ start: bounds[index] ?? end, end, one_request: oneRequest }));
}

/** Cuts a range into about `pieces` equal parts at whole seconds; a range of one second stays whole. */
export function cutInto(range: TimeRange, pieces: number, oneRequest: boolean): Slice[] {
  const startMs = Date.parse(range.start);
  const seconds = (Date.parse(range.end) - startMs) / SECOND_MS;
  const parts = Math.min(Math.max(pieces, 2), seconds, MAX_PIECES);
  const timesMs = Array.from(
    { length: Math.max(parts - 1, 0) },
    (_, index) => startMs + Math.round((seconds * (index + 1)) / parts) * SECOND_MS,
  );
  return cutAt(range, timesMs, oneRequest);
}

/** The slices without what lies in a range. Its bounds shrink to whole seconds: rather a row twice than never. */
export function without(slices: readonly Slice[], range: TimeRange): Slice[] {
  const fromMs = Math.ceil(Date.parse(range.start) / SECOND_MS) * SECOND_MS;
  const toMs = Math.floor(Date.parse(range.end) / SECOND_MS) * SECOND_MS;
  return slices
    .flatMap((slice) => cutAt(slice, fromMs < toMs ? [fromMs, toMs] : [], slice.one_request))
    .filter((slice) => !(Date.parse(slice.start) >= fromMs && Date.parse(slice.end) <= toMs));
}
