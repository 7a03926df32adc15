import { A } from "@solidjs/router";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleX from "lucide-solid/icons/circle-x";
import { For, Show } from "solid-js";
import { useClock } from "~/lib/clock";
import { formatCount, formatRelativeTime } from "~/lib/format";
import type { Notification } from "../notifications.models";

interface NotificationListProps {
  notifications: Notification[];
  /** Up to when they had been seen before the list was opened. */
  seenUntil: string | null;
  onFollow: () => void;
}

export function NotificationList(props: NotificationListProps) {
  const nowMs = useClock(30_000);
  return (
    <ul class="max-h-96 divide-y divide-line overflow-y-auto">
      <For each={props.notifications}>
        {(notification) => (
          <li>
            <A
              href={`/sync?job=${notification.jobId}`}
              class="-outline-offset-2 flex gap-3 px-4 py-3 hover:bg-hover"
              onClick={() => props.onFollow()}
            >
              <Show
                when={notification.isFailure}
                fallback={<CircleCheck class="mt-0.5 size-4.5 shrink-0 text-positive" aria-hidden="true" />}
              >
                <CircleX class="mt-0.5 size-4.5 shrink-0 text-negative" aria-hidden="true" />
              </Show>
              <span class="min-w-0 flex-1">
                <span class="block font-medium">{notification.title}</span>
                <span class="line-clamp-2 text-ink-muted text-sm">{notification.text}</span>
                <span class="mt-0.5 block text-ink-faint text-xs">
                  {formatRelativeTime(notification.at, Math.max(nowMs(), Date.parse(notification.at)))}
                  {notification.count > 1 ? `, ${formatCount(notification.count, "time")} lately` : ""}
                </span>
              </span>
              <Show when={props.seenUntil === null || notification.at > props.seenUntil}>
                <span class="mt-1.5 size-2 shrink-0 rounded-full bg-accent-text">
                  <span class="sr-only">Unread</span>
                </span>
              </Show>
            </A>
          </li>
        )}
      </For>
    </ul>
  );
}
