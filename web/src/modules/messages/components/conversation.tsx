import ArrowLeft from "lucide-solid/icons/arrow-left";
import MessageCircleOff from "lucide-solid/icons/message-circle-off";
import { createMemo, For, onMount, Show } from "solid-js";
import { dayName } from "~/lib/day-name";
import { downloadCsv, type ExportRun } from "~/lib/download-csv";
import { formatDateTime } from "~/lib/format";
import { periodLabels } from "~/lib/period";
import { formatPhoneNumber } from "~/lib/phone-number";
import { useRowsByDay } from "~/lib/rows-by-day";
import { type Day, startOfDay } from "~/lib/time-zone";
import { useToday } from "~/lib/today";
import { useInfiniteQuery } from "~/lib/use-query";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { ExportButton } from "~/ui/export-button";
import { iconButtonClass } from "~/ui/icon-button";
import { LoadMore } from "~/ui/load-more";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import { messageCsvColumns } from "../messages.csv";
import {
  contactNames,
  type Message,
  type MessageFilters,
  messageParams,
  type ThreadKey,
  threadParam,
} from "../messages.models";
import { messagesOptions, messagesToExport } from "../messages.queries";
import { MessageBubble } from "./message-bubble";

interface ConversationProps {
  thread: ThreadKey;
  /** What narrows the list of conversations. */
  filters: MessageFilters;
  /** Whether all messages are shown, or those alone that the filters leave. */
  isWhole: boolean;
  onWhole: (isWhole: boolean) => void;
  number: PhoneNumber | undefined;
  /** Where the list of conversations is, for screens that show one of both at a time. */
  listHref: string;
  /** Whether the list gave way to it, so that the keyboard and the screen reader must continue here. */
  takesFocus: boolean;
}

/** The messages between a contact and a business number, the newest at the bottom. */
export function Conversation(props: ConversationProps) {
  const { organization, can } = useOrganization();
  const today = useToday(() => organization().time_zone);
  const scope = () => ({ orgId: organization().id, timeZone: organization().time_zone, today: today() });
  const filters = () => (props.isWhole ? null : props.filters);
  const query = useInfiniteQuery(() => messagesOptions(scope(), props.thread, filters()));
  const messages = createMemo(() =>
    query.isPending ? [] : (query.data?.pages.flatMap((page) => page.rows) ?? []),
  );
  const contact = () => {
    const name = messages().find((message) => message.counterpart_name)?.counterpart_name ?? null;
    return contactNames(name, props.thread.counterpart);
  };
  const exportCsv = (run: ExportRun) =>
    downloadCsv({
      subject: "messages",
      fileName: `messages ${props.thread.counterpart ?? "unknown"}.csv`,
      columns: messageCsvColumns(props.number, organization().time_zone),
      scope: scope(),
      filters: { thread: props.thread, narrowing: filters() },
      notedFilters: {
        thread: threadParam(props.thread),
        ...(props.isWhole ? {} : messageParams(props.filters)),
      },
      pageAfter: messagesToExport,
      ...run,
    });

  let heading: HTMLHeadingElement | undefined;
  onMount(() => props.takesFocus && heading?.focus());

  return (
    <section aria-label={`Conversation with ${contact().title}`} class="flex h-full min-h-0 flex-col">
      <header class="flex h-15 shrink-0 items-center gap-2 border-line border-b pr-2 pl-2 md:pl-5">
        <a href={props.listHref} class={`${iconButtonClass()} md:hidden`} aria-label="All conversations">
          <ArrowLeft class="size-4.5" aria-hidden="true" />
        </a>
        <div class="min-w-0 flex-1 leading-tight">
          <h2 ref={heading} tabIndex={-1} class="truncate text-base outline-none">
            {contact().title}
          </h2>
          <p class="truncate text-ink-muted text-xs">
            {[contact().detail, numberLabel(props.number)].filter(Boolean).join(" · ")}
          </p>
        </div>
        <Show when={can("manager")}>
          <ExportButton what="message" disabled={messages().length === 0} onExport={exportCsv} />
        </Show>
      </header>
      <div class="flex min-h-11 shrink-0 items-center justify-between gap-2 border-line border-b bg-sunken py-1 pr-1.5 pl-4 text-ink-muted text-sm md:pl-5">
        <p role="status">{props.isWhole ? "The whole conversation" : shownPart(props.filters)}</p>
        <Button variant="quiet" size="small" onClick={() => props.onWhole(!props.isWhole)}>
          {props.isWhole ? "Apply the filters" : "Show all"}
        </Button>
      </div>
      <QueryView query={query} loading={<SkeletonRows count={6} label="Loading the messages" />}>
        {() => (
          <Show
            when={messages().length > 0}
            fallback={
              <Show
                when={props.isWhole}
                fallback={
                  <EmptyState
                    icon={MessageCircleOff}
                    title="No message fits the filters"
                    action={<Button onClick={() => props.onWhole(true)}>Show the whole conversation</Button>}
                  >
                    This conversation has no message that the filters of the list leave.
                  </EmptyState>
                }
              >
                <EmptyState icon={MessageCircleOff} title="No such conversation">
                  It doesn't exist, or it belongs to a number that isn't assigned to you.
                </EmptyState>
              </Show>
            }
          >
            {/* Reversed, a box stays at its lower end, also when older messages are put in above. */}
            <section
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
              tabIndex={0}
              aria-label="Messages"
              class="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto outline-offset-[-2px] [overflow-anchor:none]"
            >
              <div class="px-4 pb-5 md:px-5">
                <LoadMore
                  hasMore={query.hasNextPage}
                  isLoading={query.isFetchingNextPage}
                  hasFailed={query.isFetchNextPageError}
                  onLoad={() => void query.fetchNextPage()}
                  label="Load older messages"
                />
                <MessageDays messages={messages()} today={today()} />
              </div>
            </section>
          </Show>
        )}
      </QueryView>
    </section>
  );
}

const directionNames = { all: "Messages", inbound: "Received messages", outbound: "Sent messages" };

/** "Received messages, last 7 days": which part of a conversation filters leave. */
function shownPart({ direction, period, extension }: MessageFilters): string {
  const days = period.preset === "custom" ? "chosen days" : periodLabels[period.preset].toLowerCase();
  const agent = extension && `extension ${extension}`;
  return [directionNames[direction], days, agent].filter(Boolean).join(", ");
}

function numberLabel(number: PhoneNumber | undefined): string {
  if (!number) return "on an unknown number";
  return `on ${[number.label, formatPhoneNumber(number.number)].filter(Boolean).join(", ")}`;
}

/** Messages, given latest first, shown oldest first under the days of the org's time zone. */
function MessageDays(props: { messages: Message[]; today: Day }) {
  const { organization } = useOrganization();
  const timeZone = () => organization().time_zone;
  const { days, rowsOf } = useRowsByDay(
    () => props.messages.toReversed(),
    (message) => message.sent_at,
    timeZone,
  );
  return (
    <For each={days()}>
      {(day) => (
        <section>
          <h3 class="my-4 flex items-center gap-3 font-medium text-ink-muted text-xs tracking-normal before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            <span>
              {[dayName(day, props.today), formatDateTime(startOfDay(day, timeZone()), timeZone(), "date")]
                .filter(Boolean)
                .join(", ")}
            </span>
          </h3>
          <ol class="flex flex-col gap-3">
            <For each={rowsOf(day)}>{(message) => <MessageBubble message={message} />}</For>
          </ol>
        </section>
      )}
    </For>
  );
}
