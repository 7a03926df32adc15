import * as v from "valibot";

const isoTime = v.pipe(v.string(), v.isoTimestamp());
const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** [start, end), ISO 8601 in UTC. */
const rangeEntries = { start: isoTime, end: isoTime };

const sliceEntries = {
  /** In whole seconds. */
  ...rangeEntries,
  /** Only an answer that holds the whole slice is believed. */
  one_request: v.boolean(),
};

const readingEntries = {
  /** Slices not begun, as a stack: the last one is next. */
  pending: v.array(v.object(sliceEntries)),
  /** The slice that is being read: rows received so far, and the provider's total when it was begun. */
  current: v.nullable(v.object({ ...sliceEntries, received: wholeNumber, total: wholeNumber })),
  /** Answers that did not add up, in a row. */
  attempts_on_slice: wholeNumber,
};

const readingSchema = v.object(readingEntries);

const checkpointSchema = v.object({
  ...readingEntries,
  /** New rows that became due while a long job was under way. They are read before its rest. */
  ahead: v.nullable(v.object({ ...rangeEntries, ...readingEntries })),
  /** What has been read without a gap: the database moves the ends of the stream by it. */
  covered: v.nullable(v.object(rangeEntries)),
});

/** What is left of a range to read. It holds times and counts only, and is JSON as it stands. */
export type Reading = v.InferOutput<typeof readingSchema>;
/** What is left of a job to read, and how far it has come. */
export type Checkpoint = v.InferOutput<typeof checkpointSchema>;
export type Slice = Reading["pending"][number];
export type TimeRange = Pick<Slice, "start" | "end">;

/** Reads a stored checkpoint. @throws ValiError when it is none, rather than to begin anew or to end early. */
export function parseCheckpoint(stored: unknown): Checkpoint {
  return v.parse(checkpointSchema, stored);
}
