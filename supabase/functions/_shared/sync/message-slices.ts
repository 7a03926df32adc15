import * as v from "valibot";
import { ProviderError } from "../provider/provider-error.ts";
import type { TimeRange } from "./checkpoint.ts";
import { cutInto } from "./cut.ts";
import { planSlices } from "./slices.ts";

const checkpointSchema = v.object({
  /** Slices not read yet, as a stack: the last one is next. */
  pending: v.array(
    v.object({ start: v.pipe(v.string(), v.isoTimestamp()), end: v.pipe(v.string(), v.isoTimestamp()) }),
  ),
});

/** What is left of a messages job to read. It holds times only, and is JSON as it stands. */
export type MessageCheckpoint = v.InferOutput<typeof checkpointSchema>;

/** Reads a stored checkpoint. @throws ValiError when it is none, rather than to begin anew or to end early. */
export function parseMessageCheckpoint(stored: unknown): MessageCheckpoint {
  return v.parse(checkpointSchema, stored);
}

/** The work over [start, end), newest first. @throws RangeError when the window is empty. */
export function planMessageSlices(start: Date, end: Date, now: Date): MessageCheckpoint {
  return { pending: planSlices(start, end, now).pending.map(timesOf) };
}

/**
 * The checkpoint after the first page of the next slice. The journal gives no totals and promises no order, so a slice
 * counts as read only when it fitted one answer; else its halves are read in its place.
 * @throws ProviderError total_mismatch when a single second does not fit one answer.
 */
export function afterMessagePage(
  checkpoint: MessageCheckpoint,
  page: { has_more: boolean },
): MessageCheckpoint {
  const slice = checkpoint.pending.at(-1);
  if (slice === undefined) throw new TypeError("No page was asked for: this checkpoint is done.");
  const rest = checkpoint.pending.slice(0, -1);
  if (!page.has_more) return { pending: rest };
  const halves = cutInto(slice, 2, false);
  if (halves.length < 2) throw new ProviderError("total_mismatch");
  return { pending: [...rest, ...halves.map(timesOf)] };
}

function timesOf({ start, end }: TimeRange): TimeRange {
  return { start, end };
}
