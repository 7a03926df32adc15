import { ProviderError } from "../provider/provider-error.ts";
import type { Reading, Slice, TimeRange } from "./checkpoint.ts";
import { cutAt, cutInto } from "./cut.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const CUT_AGES_DAYS = [1, 7, 28];
const LARGEST_SLICE_ROWS = 50_000;
const PIECE_ROWS = 40_000;
// Room for rows that are not spread evenly, where a piece has to fit one page.
const PAGE_FILL = 0.8;
const MAX_ATTEMPTS = 3;

export type CallRequest = TimeRange & { readonly skip: number };

/** What an answer said: its rows, the provider's total for the slice, and the page size that was asked for. */
export type PageCounts = {
  readonly received: number;
  readonly total: number;
  readonly limit: number;
};

/**
 * The work over [start, end): newest first, so that what people look at comes first; cut at ages of 1, 7 and 28 days,
 * so that a later change of old data costs little. Bounds widen to whole seconds, which every provider understands.
 * `oneRequest` is for lists that tell no total: there only an answer that holds a whole slice proves anything.
 * @throws RangeError when the window is empty: nothing to read must not look like everything read.
 */
export function planSlices(start: Date, end: Date, now: Date, oneRequest = false): Reading {
  if (!(start < end)) throw new RangeError("The window of a job must end after it starts.");
  const range = { start: toSecond(start, Math.floor), end: toSecond(end, Math.ceil) };
  const nowMs = Math.floor(now.getTime() / 1000) * 1000;
  const cutsMs = CUT_AGES_DAYS.map((days) => nowMs - days * DAY_MS);
  return { pending: cutAt(range, cutsMs, oneRequest), current: null, attempts_on_slice: 0 };
}

/** The request that comes next, or "done". Only pages that added up lead to "done". */
export function nextRequest(reading: Reading): CallRequest | "done" {
  if (reading.current !== null) {
    const { start, end, received } = reading.current;
    return { start, end, skip: received };
  }
  const next = reading.pending.at(-1);
  return next === undefined ? "done" : { start: next.start, end: next.end, skip: 0 };
}

/**
 * The range whose stored calls `afterPage` has to know, or null. It is a range when this page is the last of several:
 * store its rows first, with what was left before; then count the calls in [start, end).
 */
export function rangeToCount(reading: Reading, page: PageCounts): TimeRange | null {
  const { slice, isFirst } = begun(reading, page);
  return judge(slice, page, isFirst) === "read" ? { start: slice.start, end: slice.end } : null;
}

/**
 * What is left after a page.
 *
 * A slice that came in one answer with as many rows as its total is exact. One that took several answers is believed
 * only when the total held still and the database then holds at least as many calls of that time (`stored_in_slice`):
 * the order is unknown, so paging may show a row twice and another never. If not, it is cut into pieces that fit one
 * answer each, and read again.
 * @throws ProviderError total_mismatch after 3 answers in a row that do not add up, or when a slice of one second
 * can't be read in one answer.
 */
export function afterPage(
  reading: Reading,
  page: PageCounts & { readonly stored_in_slice?: number | undefined },
): Reading {
  const { slice, pending, isFirst } = begun(reading, page);
  const completed: Reading = { pending, current: null, attempts_on_slice: 0 };
  const readAgain = () => {
    const attempts = reading.attempts_on_slice + 1;
    if (attempts >= MAX_ATTEMPTS) throw new ProviderError("total_mismatch");
    return {
      pending: [...pending, ...piecesOfOnePage(slice, page)],
      current: null,
      attempts_on_slice: attempts,
    };
  };
  switch (judge(slice, page, isFirst)) {
    case "exact":
      return completed;
    case "inconsistent":
      return readAgain();
    case "too_large":
      return {
        ...reading,
        pending: [...pending, ...cutInto(slice, Math.ceil(page.total / PIECE_ROWS), false)],
      };
    case "too_dense":
      return { ...reading, pending: [...pending, ...piecesOfOnePage(slice, page)] };
    case "more":
      return { ...reading, pending, current: { ...slice, received: slice.received + page.received } };
    case "read":
      if (page.stored_in_slice === undefined)
        throw new TypeError("The last page of a slice needs stored_in_slice.");
      return page.stored_in_slice >= slice.total ? completed : readAgain();
  }
}

type Begun = Slice & { received: number; total: number };
type Verdict = "exact" | "inconsistent" | "too_large" | "too_dense" | "more" | "read";

function begun(reading: Reading, page: PageCounts) {
  if (reading.current !== null) {
    return { slice: reading.current, pending: reading.pending, isFirst: false };
  }
  const next = reading.pending.at(-1);
  if (next === undefined) throw new TypeError("No page was asked for: this reading is done.");
  const slice: Begun = { ...next, received: 0, total: page.total };
  return { slice, pending: reading.pending.slice(0, -1), isFirst: true };
}

function judge(slice: Begun, page: PageCounts, isFirst: boolean): Verdict {
  if (isFirst && page.received === page.total) return "exact";
  const received = slice.received + page.received;
  if (page.total !== slice.total || page.received === 0 || received > slice.total) return "inconsistent";
  if (slice.one_request) return "too_dense";
  if (isFirst && page.total > LARGEST_SLICE_ROWS && isDivisible(slice)) return "too_large";
  return received < slice.total ? "more" : "read";
}

// A server may cap its pages below the limit: what it sent is then the best guess of what fits.
function piecesOfOnePage(slice: Begun, page: PageCounts): Slice[] {
  if (!isDivisible(slice)) throw new ProviderError("total_mismatch");
  const pageRows = slice.one_request ? Math.max(page.received, 1) : page.limit;
  return cutInto(slice, Math.ceil(Math.max(page.total, slice.total) / (pageRows * PAGE_FILL)), true);
}

function isDivisible(range: TimeRange): boolean {
  return Date.parse(range.end) - Date.parse(range.start) > 1000;
}

function toSecond(time: Date, round: (seconds: number) => number): string {
  return new Date(round(time.getTime() / 1000) * 1000).toISOString();
}
