import { type Accessor, createEffect } from "solid-js";
import { Problem } from "~/lib/problem";
import { toastProblem, toastSuccess } from "~/ui/toasts";
import { type EndedJob, newlyEnded, wordsFor } from "./notifications.models";

/** Says when a sync fails, and when one that the person asked for is done; of what was over before, nothing. */
export function useSyncToasts(jobs: Accessor<EndedJob[] | undefined>, userId: string) {
  createEffect((known: ReadonlySet<string> | undefined) => {
    const ended = jobs();
    if (!ended) return known;
    for (const job of newlyEnded(known, ended)) {
      const { title, text } = wordsFor(job);
      if (job.status === "failed") toastProblem(new Problem("failed", `${title}.`, { hint: text }));
      else if (job.requested_by === userId) toastSuccess(`${title}.`, text);
    }
    return new Set(ended.map(({ id }) => id));
  });
}
