import type { Stream } from "./stream.ts";
import { readWindow } from "./window.ts";

/** Calls and their recordings. */
export const syncCalls: Stream = (context) =>
  readWindow(context, {
    oneRequest: false,
    read: (request) => context.provider.pageCalls(request),
    store: (rows, checkpoint, count) => context.lease.ingestCalls(rows, checkpoint, count),
  });
