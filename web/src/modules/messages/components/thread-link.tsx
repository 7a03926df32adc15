import Reply from "lucide-solid/icons/reply";
import UserRound from "lucide-solid/icons/user-round";
import { Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { formatCount, formatDateTime } from "~/lib/format";
import { type Day, dayOf } from "~/lib/time-zone";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Avatar } from "~/ui/avatar";
import { contactNames, type MessageThread } from "../messages.models";

interface ThreadLinkProps {
  thread: MessageThread;
  number: PhoneNumber | undefined;
  today: Day;
  href: string;
  isOpen: boolean;
}

/** One conversation in the list: with whom, on which number, and its latest message. */
export function ThreadLink(props: ThreadLinkProps) {
  const { organization } = useOrganization();
  const contact = () => contactNames(props.thread.counterpartName, props.thread.counterpart);
  const when = () => {
    const { time_zone } = organization();
    const isToday = dayOf(new Date(props.thread.lastSentAt), time_zone) === props.today;
    return formatDateTime(props.thread.lastSentAt, time_zone, isToday ? "time" : "date");
  };
  return (
    <a
      id={props.thread.id}
      href={props.href}
      aria-current={props.isOpen ? "true" : undefined}
      class={classNames(
        "flex gap-3 px-4 py-3 outline-offset-[-2px] transition-colors",
        props.isOpen ? "bg-accent-soft/60" : "hover:bg-sunken",
      )}
    >
      <Show
        when={props.thread.counterpartName}
        fallback={
          <span class="mt-0.5 grid size-8 shrink-0 place-items-center rounded-full bg-hover text-ink-faint">
            <UserRound class="size-4" aria-hidden="true" />
          </span>
        }
      >
        {(name) => <Avatar name={name()} class="mt-0.5" />}
      </Show>
      <span class="min-w-0 flex-1">
        <span class="flex items-baseline gap-2">
          <span class="min-w-0 flex-1 truncate font-medium">{contact().title}</span>
          <time class="shrink-0 text-ink-muted text-xs" datetime={props.thread.lastSentAt}>
            {when()}
          </time>
        </span>
        <span class="flex items-center gap-1.5 text-ink-muted text-sm">
          <Show when={props.thread.lastDirection === "outbound"}>
            <Reply class="size-3.5 shrink-0" aria-label="You answered:" />
          </Show>
          <span class="min-w-0 truncate">{props.thread.lastBody || "No text"}</span>
        </span>
        <span class="flex justify-between gap-2 text-ink-muted text-xs">
          <span class="min-w-0 truncate">{businessNumberName(props.number) ?? "Number unknown"}</span>
          <span class="shrink-0">{formatCount(props.thread.messageCount, "message")}</span>
        </span>
      </span>
    </a>
  );
}
