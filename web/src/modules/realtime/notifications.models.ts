import type { Tables } from "~/lib/supabase";
import { streamLabels } from "~/modules/sync/sync.models";
import { describeRows } from "~/modules/sync/sync-jobs.models";

/** What a notification needs to know of a job that has ended. */
export type EndedJob = Pick<
  Tables["sync_jobs"]["Row"],
  | "id"
  | "stream"
  | "trigger"
  | "status"
  | "requested_by"
  | "finished_at"
  | "error_code"
  | "error_hint"
  | "rows_fetched"
  | "rows_inserted"
  | "rows_updated"
>;

export interface Notification {
  /** The job to look at: the last one, when several failed alike. */
  jobId: string;
  isFailure: boolean;
  title: string;
  text: string;
  at: string;
  /** How many failures in a row this stands for. */
  count: number;
}

function endedAt(job: EndedJob): string {
  return job.finished_at ?? "";
}

/** Jobs as notifications, newest first. Failures of a stream that follow each other for one reason become one. */
export function toNotifications(jobs: EndedJob[]): Notification[] {
  const newestFirst = [...jobs].sort((a, b) => endedAt(b).localeCompare(endedAt(a)));
  const lastOfStream = new Map<string, { code: string | null; notification: Notification }>();
  const notifications: Notification[] = [];
  for (const job of newestFirst) {
    const isFailure = job.status === "failed";
    const last = lastOfStream.get(job.stream);
    if (isFailure && last?.notification.isFailure && last.code === job.error_code) {
      last.notification.count += 1;
      continue;
    }
    const notification = { ...wordsFor(job), jobId: job.id, isFailure, at: endedAt(job), count: 1 };
    lastOfStream.set(job.stream, { code: job.error_code, notification });
    notifications.push(notification);
  }
  return notifications;
}

/** What happened with a job, for a toast or a notification. */
export function wordsFor(job: EndedJob): { title: string; text: string } {
  const what = streamLabels[job.stream];
  if (job.status === "failed") {
    return {
      title: `${what} could not be synced`,
      text: job.error_hint ?? "Look at the sync for the reason.",
    };
  }
  const title =
    job.trigger === "backfill" ? `The history of ${what.toLowerCase()} is loaded` : `${what} are synced`;
  return { title, text: describeRows(job) };
}

/** Everyone in charge hears of failures and loaded history; of a plain sync only whoever asked for it. */
export function isListed(job: EndedJob): boolean {
  return job.status === "failed" || job.trigger === "backfill";
}

/** The jobs that ended since a list was last looked at; none when there was no list to compare with. */
export function newlyEnded(known: ReadonlySet<string> | undefined, jobs: EndedJob[]): EndedJob[] {
  return known ? jobs.filter((job) => !known.has(job.id)) : [];
}

/** How many notifications came after a person last looked; all when they never did. */
export function countUnread(notifications: Notification[], seenUntil: string | null): number {
  return notifications.filter(({ at }) => seenUntil === null || at > seenUntil).length;
}
