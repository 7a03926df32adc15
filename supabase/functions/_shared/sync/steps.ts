import type { Checkpoint, Reading, TimeRange } from "./checkpoint.ts";
import { without } from "./cut.ts";
import { afterPage, type CallRequest, nextRequest, type PageCounts, planSlices } from "./slices.ts";

/** What a job is to read. Times are ISO 8601. */
export type Plan = {
  readonly window: TimeRange;
  /** The part of the window that earlier jobs have read for good. */
  readonly known: TimeRange | null;
  /** For lists that tell no total. */
  readonly oneRequest: boolean;
};

export type Step = {
  readonly request: CallRequest;
  /** The part of the checkpoint that this request belongs to. */
  readonly reading: Reading;
  readonly isAhead: boolean;
};

/** The checkpoint of a job that begins. @throws RangeError when its window is empty. */
export function beginCheckpoint({ window, known, oneRequest }: Plan, now: Date): Checkpoint {
  const reading = planSlices(new Date(window.start), new Date(window.end), now, oneRequest);
  const pending = known === null ? reading.pending : without(reading.pending, known);
  return { ...reading, pending, ahead: null, covered: null };
}

/**
 * The same work with a newer range before it: forward first, then history backwards. A range that was put first
 * earlier and is not finished stays as it is, or a busy account would begin it anew for ever.
 */
export function readFirst(
  checkpoint: Checkpoint,
  range: TimeRange,
  oneRequest: boolean,
  now: Date,
): Checkpoint {
  if (checkpoint.ahead !== null) return checkpoint;
  const reading = planSlices(new Date(range.start), new Date(range.end), now, oneRequest);
  return { ...checkpoint, ahead: { ...range, ...reading } };
}

/** What comes next, or "done". */
export function nextStep(checkpoint: Checkpoint): Step | "done" {
  const isAhead = checkpoint.ahead !== null;
  const reading = checkpoint.ahead ?? checkpoint;
  const request = nextRequest(reading);
  return request === "done" ? "done" : { request, reading, isAhead };
}

/** The checkpoint after a page of the next step, for the job's window. @throws as `afterPage` */
export function afterStep(
  checkpoint: Checkpoint,
  page: PageCounts & { readonly stored_in_slice?: number | undefined },
  window: TimeRange,
): Checkpoint {
  const { ahead } = checkpoint;
  if (ahead === null) {
    const { pending, current, attempts_on_slice } = afterPage(checkpoint, page);
    const next = { pending, current, attempts_on_slice };
    return { ...next, ahead: null, covered: coveredOf(next, window) };
  }
  const reading = afterPage(ahead, page);
  if (nextRequest(reading) !== "done") {
    return { ...checkpoint, ahead: { ...reading, start: ahead.start, end: ahead.end } };
  }
  return { ...checkpoint, ahead: null, covered: { start: ahead.start, end: ahead.end } };
}

// Slices are read newest first, so what lies above the newest one that is left has no gap.
function coveredOf({ pending, current }: Reading, window: TimeRange): TimeRange | null {
  const left = current === null ? pending : [...pending, current];
  const start = Math.max(Date.parse(window.start), ...left.map((slice) => Date.parse(slice.end)));
  return start < Date.parse(window.end) ? { start: new Date(start).toISOString(), end: window.end } : null;
}
