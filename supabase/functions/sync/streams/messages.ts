import {
  afterMessagePage,
  parseMessageCheckpoint,
  planMessageSlices,
} from "../../_shared/sync/message-slices.ts";
import { windowOf } from "../window.ts";
import { PAGE_ROWS, type Stream } from "./stream.ts";

/** Text messages from the journal, newest first, in slices that fit one answer: then no order can hide a row. */
export const syncMessages: Stream = async ({ job, lease, provider, mayGoOn, now }) => {
  const { start, end } = windowOf(job);
  let checkpoint =
    job.checkpoint === null ? planMessageSlices(start, end, now()) : parseMessageCheckpoint(job.checkpoint);

  for (;;) {
    const slice = checkpoint.pending.at(-1);
    if (slice === undefined) return "done";
    if (!mayGoOn()) return "to be continued";
    const page = await provider.pageMessages({
      start: slice.start,
      end: slice.end,
      page: 1,
      limit: PAGE_ROWS,
    });
    const next = afterMessagePage(checkpoint, page);
    await lease.ingestMessages(page.rows, next);
    checkpoint = next;
  }
};
