import type { Job } from "./job.ts";

/** The range that a job reads. @throws RangeError when it has none: a stream of facts can't be read without. */
export function windowOf(job: Job): { start: Date; end: Date } {
  if (job.window_start === null || job.window_end === null) {
    throw new RangeError(`The ${job.stream} job has no window.`);
  }
  return { start: new Date(job.window_start), end: new Date(job.window_end) };
}
