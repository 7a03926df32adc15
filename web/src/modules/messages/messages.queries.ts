import { infiniteQueryOptions, keepPreviousData } from "@tanstack/solid-query";
import { type Cursor, cutPage } from "~/lib/keyset";
import { periodDays } from "~/lib/period";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { Message, MessageFilters, MessageThread, ThreadKey } from "./messages.models";
import { type MessageScope, requestMessages, requestThreads } from "./messages.requests";

const pageSize = 50;
const exportPageSize = 500;

const cursorOfThread = (thread: MessageThread) => ({ at: thread.lastSentAt, id: thread.lastMessageId });

/** The days that are asked for: when the org's current day changes, so do the messages of "today". */
const daysOf = (filters: MessageFilters, { today }: MessageScope) => periodDays(filters.period, today);

/** An org's conversations under filters, latest first, a page at a time by key, each page with how many there are. */
export function threadsOptions(scope: MessageScope, filters: MessageFilters) {
  return infiniteQueryOptions({
    queryKey: [
      "organization",
      scope.orgId,
      "messages",
      "threads",
      scope.timeZone,
      daysOf(filters, scope),
      filters,
    ],
    initialPageParam: null as Cursor | null,
    queryFn: async ({ pageParam, signal }) => {
      const request = { filters, cursor: pageParam, most: pageSize + 1, signal };
      const { threads, ...counts } = await requestThreads(supabase(), scope, request);
      return { ...cutPage(threads, pageSize, cursorOfThread), ...counts };
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    reconcile: "id",
  });
}

/** The conversations that follow one in an export. */
export async function threadsToExport(
  scope: MessageScope,
  filters: MessageFilters,
  last: MessageThread | undefined,
  signal: AbortSignal,
): Promise<MessageThread[]> {
  const cursor = last ? cursorOfThread(last) : null;
  return (await requestThreads(supabase(), scope, { filters, cursor, most: exportPageSize, signal })).threads;
}

const cursorOfMessage = (message: Message) => ({ at: message.sent_at, id: message.id });

/** The messages of a conversation, latest first, a page at a time by key; all of them, or those that filters leave. */
export function messagesOptions(scope: MessageScope, thread: ThreadKey, filters: MessageFilters | null) {
  return infiniteQueryOptions({
    queryKey: [
      "organization",
      scope.orgId,
      "messages",
      "thread",
      scope.timeZone,
      thread,
      filters && daysOf(filters, scope),
      filters,
    ],
    initialPageParam: null as Cursor | null,
    queryFn: async ({ pageParam, signal }) => {
      const page = requestMessages(supabase(), scope, thread, filters, pageParam).limit(pageSize + 1);
      return cutPage(take(await page.abortSignal(signal)), pageSize, cursorOfMessage);
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    reconcile: "id",
  });
}

/** The messages that come before one in an export, latest first. */
export async function messagesToExport(
  scope: MessageScope,
  { thread, narrowing }: { thread: ThreadKey; narrowing: MessageFilters | null },
  last: Message | undefined,
  signal: AbortSignal,
): Promise<Message[]> {
  const cursor = last ? cursorOfMessage(last) : null;
  const page = requestMessages(supabase(), scope, thread, narrowing, cursor).limit(exportPageSize);
  return take(await page.abortSignal(signal));
}
