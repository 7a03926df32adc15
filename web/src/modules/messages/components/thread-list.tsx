import MessagesSquare from "lucide-solid/icons/messages-square";
import { createMemo, For, Show } from "solid-js";
import { downloadCsv, type ExportRun } from "~/lib/download-csv";
import { formatCount } from "~/lib/format";
import { useToday } from "~/lib/today";
import { useInfiniteQuery } from "~/lib/use-query";
import { NumberSelect } from "~/modules/numbers/components/number-select";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { NothingFound } from "~/modules/sync/components/nothing-found";
import { ExportButton } from "~/ui/export-button";
import { ExtensionField } from "~/ui/extension-field";
import { LoadMore } from "~/ui/load-more";
import { PeriodField } from "~/ui/period-field";
import { QueryView } from "~/ui/query-view";
import { SearchField } from "~/ui/search-field";
import { Select, type SelectOption } from "~/ui/select";
import { Skeleton, SkeletonRows } from "~/ui/skeleton";
import { directionLabels } from "../message-words.models";
import { threadCsvColumns } from "../messages.csv";
import { isFiltered, type MessageFilters, messageParams, type ThreadKey } from "../messages.models";
import { threadsOptions, threadsToExport } from "../messages.queries";
import { ThreadLink } from "./thread-link";

const directionOptions: SelectOption<MessageFilters["direction"]>[] = [
  { value: "all", label: "Both ways" },
  { value: "inbound", label: directionLabels.inbound },
  { value: "outbound", label: directionLabels.outbound },
];

interface ThreadListProps {
  filters: MessageFilters;
  numbers: PhoneNumber[];
  numbersById: Map<string, PhoneNumber>;
  /** Whether the person is known to have no number. */
  isWithoutNumbers: boolean;
  openThreadId: string | undefined;
  hrefOf: (thread: ThreadKey) => string;
  onChange: (change: Partial<MessageFilters>) => void;
}

/** The conversations, latest first, with what narrows them. */
export function ThreadList(props: ThreadListProps) {
  const { organization, can } = useOrganization();
  const today = useToday(() => organization().time_zone);
  const scope = () => ({ orgId: organization().id, timeZone: organization().time_zone, today: today() });
  const query = useInfiniteQuery(() => threadsOptions(scope(), props.filters));
  const threads = createMemo(() =>
    query.isPending ? [] : (query.data?.pages.flatMap((page) => page.rows) ?? []),
  );
  const counts = () => (query.isPending ? undefined : query.data?.pages[0]);
  const exportCsv = (run: ExportRun) =>
    downloadCsv({
      subject: "messages",
      fileName: `conversations ${today()}.csv`,
      columns: threadCsvColumns(props.numbersById, organization().time_zone),
      scope: scope(),
      filters: props.filters,
      notedFilters: { ...messageParams(props.filters) },
      pageAfter: threadsToExport,
      ...run,
    });

  return (
    <div class="flex min-h-0 flex-1 flex-col" aria-busy={query.isFetching}>
      <search class="flex flex-col gap-2 border-line border-b p-3" aria-label="Filter the conversations">
        <SearchField
          label="Find a contact, number or word"
          placeholder="Contact, number or word"
          value={props.filters.search}
          onSearch={(search) => props.onChange({ search })}
        />
        <div class="flex flex-wrap gap-2">
          <PeriodField
            value={props.filters.period}
            timeZone={organization().time_zone}
            onChange={(period) => props.onChange({ period })}
          />
          <div class="min-w-28 flex-1">
            <Select
              label="Direction"
              options={directionOptions}
              value={props.filters.direction}
              neutralValue="all"
              onChange={(direction) => props.onChange({ direction })}
            />
          </div>
        </div>
        <div class="flex gap-2">
          <div class="min-w-0 flex-1">
            <NumberSelect
              numbers={props.numbers}
              value={props.filters.phoneNumberId}
              onChange={(phoneNumberId) => props.onChange({ phoneNumberId })}
            />
          </div>
          <ExtensionField
            value={props.filters.extension}
            onChange={(extension) => props.onChange({ extension })}
          />
        </div>
      </search>
      <div class="flex h-11 shrink-0 items-center justify-between gap-2 border-line border-b pr-1.5 pl-4">
        <p class="text-ink-muted text-sm" role="status">
          <Show when={!query.isPending} fallback={<Skeleton class="h-3.5 w-24" />}>
            <Show when={counts()} fallback="The number of conversations is unknown">
              {(known) =>
                `${formatCount(known().threadCount, "conversation")}, ${formatCount(known().messageCount, "message")}`
              }
            </Show>
          </Show>
        </p>
        <Show when={can("manager")}>
          <ExportButton what="conversation" disabled={threads().length === 0} onExport={exportCsv} />
        </Show>
      </div>
      <div class="min-h-0 flex-1 md:overflow-y-auto">
        <QueryView query={query} loading={<SkeletonRows count={8} label="Loading the conversations" />}>
          {() => (
            <Show
              when={threads().length > 0}
              fallback={
                <NothingFound
                  stream="sms_messages"
                  icon={MessagesSquare}
                  what="messages"
                  one="conversation"
                  period={props.filters.period}
                  nothingIn={(period) => `No message was sent or received in ${period}.`}
                  isFiltered={isFiltered(props.filters)}
                  isWithoutNumbers={props.isWithoutNumbers}
                  onPeriod={(period) => props.onChange({ period })}
                  onReset={() =>
                    props.onChange({ direction: "all", phoneNumberId: "all", extension: "", search: "" })
                  }
                />
              }
            >
              <ul
                aria-label="Conversations"
                class="divide-y divide-line"
                classList={{ "opacity-60 transition-opacity": query.isPlaceholderData }}
              >
                <For each={threads()}>
                  {(thread) => (
                    <li>
                      <ThreadLink
                        thread={thread}
                        number={props.numbersById.get(thread.phoneNumberId ?? "")}
                        today={today()}
                        href={props.hrefOf(thread)}
                        isOpen={thread.id === props.openThreadId}
                      />
                    </li>
                  )}
                </For>
              </ul>
              <LoadMore
                hasMore={query.hasNextPage}
                isLoading={query.isFetchingNextPage}
                hasFailed={query.isFetchNextPageError}
                onLoad={() => void query.fetchNextPage()}
                label="Load older conversations"
              />
            </Show>
          )}
        </QueryView>
      </div>
    </div>
  );
}
