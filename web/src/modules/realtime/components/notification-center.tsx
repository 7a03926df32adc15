import { A } from "@solidjs/router";
import Bell from "lucide-solid/icons/bell";
import { createMemo, createSignal, Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { describe } from "~/lib/problem";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { useUser } from "~/modules/session/session.context";
import { iconButtonClass } from "~/ui/icon-button";
import { Popover } from "~/ui/popover";
import { countUnread, isListed, toNotifications } from "../notifications.models";
import { endedJobsOptions } from "../notifications.queries";
import { createSeenUntil } from "../seen-until";
import { useSyncToasts } from "../sync-toasts";
import { NotificationList } from "./notification-list";

/** The bell: what failed and what was loaded lately, with a mark for what is new. For managers and up. */
export default function NotificationCenter() {
  const user = useUser();
  const { organization } = useOrganization();
  const query = useQuery(() => endedJobsOptions(organization().id, user.id));
  const jobs = () => (query.isPending ? undefined : query.data);
  useSyncToasts(jobs, user.id);

  const notifications = createMemo(() => toNotifications((jobs() ?? []).filter(isListed)));
  const { seenUntil, markSeen } = createSeenUntil(user.id, organization().id);
  const unread = () => countUnread(notifications(), seenUntil());
  const [isOpen, setIsOpen] = createSignal(false);
  const [seenBefore, setSeenBefore] = createSignal<string | null>(null);

  function toggle(willBeOpen: boolean) {
    const [newest] = notifications();
    if (willBeOpen) setSeenBefore(seenUntil());
    if (willBeOpen && newest) markSeen(newest.at);
    setIsOpen(willBeOpen);
  }

  return (
    <Popover
      label="Notifications"
      triggerLabel={unread() > 0 ? `Notifications, ${unread()} unread` : "Notifications"}
      isOpen={isOpen()}
      onOpenChange={toggle}
      placement="bottom-end"
      triggerClass={classNames(iconButtonClass(), "relative")}
      trigger={
        <>
          <Bell class="size-4.5" aria-hidden="true" />
          <Show when={unread() > 0}>
            <span
              aria-hidden="true"
              class="absolute top-1 right-1 grid h-4 min-w-4 place-items-center rounded-full bg-negative-solid px-1 font-semibold text-[0.625rem] text-on-accent leading-none"
            >
              {unread()}
            </span>
          </Show>
        </>
      }
    >
      <p class="border-line border-b px-4 py-2.5 font-semibold">Notifications</p>
      <Show
        when={notifications().length > 0}
        fallback={
          <p class="px-4 py-8 text-center text-ink-muted text-sm">
            {query.isError
              ? describe(query.error).message
              : "No sync failed lately, and no history was loaded."}
          </p>
        }
      >
        <NotificationList
          notifications={notifications()}
          seenUntil={seenBefore()}
          onFollow={() => setIsOpen(false)}
        />
      </Show>
      <A
        href="/sync"
        class="-outline-offset-2 block border-line border-t px-4 py-2.5 text-center font-medium text-accent-text hover:bg-hover"
        onClick={() => setIsOpen(false)}
      >
        All syncs
      </A>
    </Popover>
  );
}
