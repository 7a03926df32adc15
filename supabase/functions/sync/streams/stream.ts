import type { Provider } from "../../_shared/provider/provider.ts";
import type { Job } from "../job.ts";
import type { Lease } from "../lease.ts";

export type StreamContext = {
  readonly job: Job;
  readonly lease: Lease;
  readonly provider: Provider;
  /** False once the pass has used up its time or its pages: then the stream stops between two pages. */
  readonly mayGoOn: () => boolean;
  /** Whether the requests from now on leave alone what the clock needs of the day's budget for new rows. */
  readonly leaveScheduleItsShare: (isLeft: boolean) => void;
  readonly now: () => Date;
};

export type StreamEnd = "done" | "to be continued";

/**
 * Reads a stream until all of the job's window is stored ("done") or the pass is over ("to be continued"); the
 * checkpoint in the database then says where to go on. What goes wrong is thrown, never turned into "done".
 */
export type Stream = (context: StreamContext) => Promise<StreamEnd>;

/** The largest page that clients of the provider are known to use. */
export const PAGE_ROWS = 1000;
