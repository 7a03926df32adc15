import type { Checkpoint, TimeRange } from "../../_shared/sync/checkpoint.ts";
import { parseCheckpoint } from "../../_shared/sync/checkpoint.ts";
import type { PageCounts } from "../../_shared/sync/slices.ts";
import { rangeToCount } from "../../_shared/sync/slices.ts";
import { afterStep, beginCheckpoint, nextStep, readFirst } from "../../_shared/sync/steps.ts";
import type { Job } from "../job.ts";
import { PAGE_ROWS, type StreamContext, type StreamEnd } from "./stream.ts";

export type PageRequest = TimeRange & { readonly skip: number; readonly limit: number };
export type Page<Row> = Omit<PageCounts, "limit"> & { readonly rows: Row[] };

/** How one kind of row is read from the provider and stored. */
export type Source<Row> = {
  /** True for lists that tell no total: there a slice counts as read only when one answer holds all of it. */
  readonly oneRequest: boolean;
  read(request: PageRequest): Promise<Page<Row>>;
  /** Stores rows and checkpoint together. With `count`, tells how many rows the table then holds in that range. */
  store(rows: Row[], checkpoint: Checkpoint, count: TimeRange | null): Promise<number | undefined>;
};

/**
 * Reads a job's window: what became due meanwhile first, then slice by slice, newest first. Each page is stored with
 * the checkpoint that follows it.
 */
export async function readWindow<Row>(context: StreamContext, source: Source<Row>): Promise<StreamEnd> {
  const { job, lease, mayGoOn } = context;
  const window = windowOf(job);
  let checkpoint = openCheckpoint(job, window, source.oneRequest, context.now());

  for (;;) {
    const step = nextStep(checkpoint);
    if (step === "done") return "done";
    if (!mayGoOn()) return "to be continued";

    context.leaveScheduleItsShare(isHistory(job) && !step.isAhead);
    const { rows, ...counts } = await source.read({ ...step.request, limit: PAGE_ROWS });
    const page = { ...counts, limit: PAGE_ROWS };
    const range = rangeToCount(step.reading, page);
    if (range === null) {
      const next = afterStep(checkpoint, page, window);
      await source.store(rows, next, null);
      checkpoint = next;
      continue;
    }
    // The rows land first, under the old checkpoint: only then can the table tell whether the slice is whole.
    const stored = await source.store(rows, checkpoint, range);
    checkpoint = afterStep(checkpoint, { ...page, stored_in_slice: stored }, window);
    await lease.saveCheckpoint(checkpoint);
  }
}

function openCheckpoint(job: Job, window: TimeRange, oneRequest: boolean, now: Date): Checkpoint {
  const checkpoint =
    job.checkpoint === null
      ? beginCheckpoint({ window, known: job.known, oneRequest }, now)
      : parseCheckpoint(job.checkpoint);
  return job.ahead === null ? checkpoint : readFirst(checkpoint, job.ahead, oneRequest, now);
}

/** A range of the past that a person asked for, or what did not fit the first pass of a job. */
function isHistory(job: Job): boolean {
  return job.trigger === "backfill" || job.checkpoint !== null;
}

/** The range that a job reads. @throws RangeError when it has none: a stream of facts can't be read without. */
function windowOf(job: Job): TimeRange {
  if (job.window_start === null || job.window_end === null) {
    throw new RangeError(`The ${job.stream} job has no window.`);
  }
  return { start: job.window_start, end: job.window_end };
}
