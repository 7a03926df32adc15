import { useSearchParams } from "@solidjs/router";
import MessagesSquare from "lucide-solid/icons/messages-square";
import { createEffect, createMemo, on, Show, Suspense } from "solid-js";
import { useMedia } from "~/lib/media";
import { useQuery } from "~/lib/use-query";
import { phoneNumbersOptions } from "~/modules/numbers/numbers.queries";
import { useOrganization } from "~/modules/organizations/organization.context";
import { SyncControls } from "~/modules/sync/components/sync-controls";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { Page } from "~/ui/page";
import { Conversation } from "../components/conversation";
import { ThreadList } from "../components/thread-list";
import {
  messageParams,
  messagesHref,
  parseMessageFilters,
  parseThreadParam,
  type ThreadKey,
  threadParam,
} from "../messages.models";

export default function MessagesPage() {
  const { organization, can } = useOrganization();
  const [params, setParams] = useSearchParams();
  const filters = createMemo(() => parseMessageFilters(params));
  const openThread = createMemo(() => parseThreadParam(params.thread));
  const isWhole = () => params.whole === "yes";
  const openThreadId = () => {
    const thread = openThread();
    return thread && threadParam(thread);
  };
  const numbers = useQuery(() => phoneNumbersOptions(organization().id));
  const knownNumbers = () => (numbers.isPending ? [] : (numbers.data ?? []));
  const numbersById = createMemo(() => new Map(knownNumbers().map((number) => [number.id, number])));

  // There is room for the list beside a conversation from here on; below, one takes the other's place.
  const isWide = useMedia("(min-width: 48rem)");
  const showsList = () => isWide() || !openThread();
  const hrefOf = (thread: ThreadKey | undefined) =>
    messagesHref(filters(), { thread: thread && threadParam(thread) });

  // Back in the list, one continues where one left it.
  createEffect(
    on(openThreadId, (id, left) => {
      if (id === undefined && left !== undefined && !isWide())
        requestAnimationFrame(() => document.getElementById(left)?.focus());
    }),
  );

  return (
    <Page
      title="Messages"
      description={
        showsList() &&
        (can("manager")
          ? "Every text message of your organization, by conversation."
          : "The text messages of the numbers assigned to you.")
      }
      actions={
        <div class={showsList() ? "contents" : "hidden"}>
          <SyncControls stream="sms_messages" />
        </div>
      }
    >
      <Card class="grid grid-cols-[minmax(0,1fr)] overflow-hidden md:h-[calc(100dvh-16rem)] md:min-h-112 md:grid-cols-[19rem_minmax(0,1fr)] lg:h-[calc(100dvh-9.5rem)] lg:grid-cols-[22rem_minmax(0,1fr)]">
        <div class="flex min-h-0 flex-col" classList={{ hidden: !showsList() }}>
          <ThreadList
            filters={filters()}
            numbers={knownNumbers()}
            numbersById={numbersById()}
            isWithoutNumbers={numbers.isSuccess && knownNumbers().length === 0}
            openThreadId={openThreadId()}
            hrefOf={hrefOf}
            onChange={(changed) =>
              setParams({ ...messageParams({ ...filters(), ...changed }) }, { replace: true })
            }
          />
        </div>
        <div
          class="min-h-0 min-w-0 max-md:h-[calc(100dvh-14rem)] md:border-line md:border-l"
          classList={{ hidden: !isWide() && !openThread() }}
        >
          <Show
            when={openThreadId()}
            keyed
            fallback={
              <EmptyState icon={MessagesSquare} title="Choose a conversation">
                Its messages appear here.
              </EmptyState>
            }
          >
            {(_id) => (
              <Show when={openThread()}>
                {(thread) => (
                  // What is known already is shown at once, without the page around it blinking.
                  <Suspense>
                    <Conversation
                      thread={thread()}
                      filters={filters()}
                      isWhole={isWhole()}
                      onWhole={(whole) => setParams({ whole: whole ? "yes" : undefined }, { replace: true })}
                      number={numbersById().get(thread().phoneNumberId ?? "")}
                      listHref={hrefOf(undefined)}
                      takesFocus={!isWide()}
                    />
                  </Suspense>
                )}
              </Show>
            )}
          </Show>
        </div>
      </Card>
    </Page>
  );
}
