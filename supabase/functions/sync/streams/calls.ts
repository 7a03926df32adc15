import { parseCheckpoint } from "../../_shared/sync/checkpoint.ts";
import { afterPage, nextRequest, planSlices, rangeToCount } from "../../_shared/sync/slices.ts";
import { windowOf } from "../window.ts";
import { PAGE_ROWS, type Stream } from "./stream.ts";

/** Calls and their recordings, slice by slice, newest first. Each page is stored with the checkpoint that follows it. */
export const syncCalls: Stream = async ({ job, lease, provider, mayGoOn, now }) => {
  const { start, end } = windowOf(job);
  let checkpoint = job.checkpoint === null ? planSlices(start, end, now()) : parseCheckpoint(job.checkpoint);

  for (;;) {
    const request = nextRequest(checkpoint);
    if (request === "done") return "done";
    if (!mayGoOn()) return "to be continued";

    const { rows, received, total } = await provider.pageCalls({ ...request, limit: PAGE_ROWS });
    const page = { received, total, limit: PAGE_ROWS };
    const range = rangeToCount(checkpoint, page);
    if (range === null) {
      const next = afterPage(checkpoint, page);
      await lease.ingestCalls(rows, next, null);
      checkpoint = next;
      continue;
    }
    // The rows land first, under the old checkpoint: only then can the table tell whether the slice is whole.
    const stored = await lease.ingestCalls(rows, checkpoint, range);
    checkpoint = afterPage(checkpoint, { ...page, stored_in_slice: stored });
    await lease.saveCheckpoint(checkpoint);
  }
};
