import * as v from "valibot";

const isoTime = v.pipe(v.string(), v.isoTimestamp());
const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const sliceEntries = {
  /** [start, end) in whole seconds, ISO 8601 in UTC. */
  start: isoTime,
  end: isoTime,
  /** Read again after an attempt that did not add up: only an answer that holds the whole slice is believed. */
  one_request: v.boolean(),
};

const checkpointSchema = v.object({
  /** Slices not begun, as a stack: the last one is next. */
  pending: v.array(v.object(sliceEntries)),
  /** The slice that is being read: rows received so far, and the provider's total when it was begun. */
  current: v.nullable(v.object({ ...sliceEntries, received: wholeNumber, total: wholeNumber })),
  /** Answers that did not add up, in a row. */
  attempts_on_slice: wholeNumber,
});

/** What is left of a job to read. It holds times and counts only, and is JSON as it stands. */
export type Checkpoint = v.InferOutput<typeof checkpointSchema>;
export type Slice = Checkpoint["pending"][number];
export type TimeRange = Pick<Slice, "start" | "end">;

/** Reads a stored checkpoint. @throws ValiError when it is none, rather than to begin anew or to end early. */
export function parseCheckpoint(stored: unknown): Checkpoint {
  return v.parse(checkpointSchema, stored);
}
