import type { Stream } from "./stream.ts";
import { readWindow } from "./window.ts";

/** Text messages, in slices that fit one answer: then no order can hide a row. */
export const syncMessages: Stream = (context) =>
  readWindow(context, {
    oneRequest: true,
    read: async ({ start, end, limit }) => {
      const { rows, received, has_more } = await context.provider.listMessages({ start, end, limit });
      return { rows, received, total: has_more ? received + 1 : received };
    },
    store: async (rows, checkpoint) => {
      await context.lease.ingestMessages(rows, checkpoint);
      return undefined;
    },
  });
