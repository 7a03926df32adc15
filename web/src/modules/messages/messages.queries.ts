import { infiniteQueryOptions, keepPreviousData } from "@tanstack/solid-query";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import {
  cutPage,
  type Message,
  type MessageCursor,
  type MessageFilters,
  type MessageThread,
  quotedList,
  sentBefore,
  type ThreadKey,
  threadParam,
} from "./messages.models";

const pageSize = 50;
const exportPageSize = 500;

async function fetchThreads(
  orgId: string,
  filters: MessageFilters,
  cursor: MessageCursor | null,
  most: number,
  signal?: AbortSignal,
) {
  const query = supabase().rpc("message_threads", {
    organization: orgId,
    most,
    ...(filters.search ? { search: filters.search } : {}),
    ...(filters.phoneNumberId === "all" ? {} : { number: filters.phoneNumberId }),
    ...(cursor ? { before_sent_at: cursor.sentAt, before_id: cursor.id } : {}),
  });
  const rows = take(await (signal ? query.abortSignal(signal) : query));
  const threads = rows.map((row): MessageThread => {
    const key: ThreadKey = { phoneNumberId: row.phone_number_id, counterpart: row.counterpart };
    return {
      ...key,
      id: threadParam(key),
      counterpartName: row.counterpart_name,
      lastMessageId: row.last_message_id,
      lastSentAt: row.last_sent_at,
      lastBody: row.last_body,
      lastDirection: row.last_direction,
      messageCount: row.messages,
    };
  });
  return { threads, total: rows[0]?.total_threads ?? 0 };
}

const cursorOfThread = (thread: MessageThread) => ({ sentAt: thread.lastSentAt, id: thread.lastMessageId });

/** An org's conversations under filters, latest first, a page at a time by key, each page with how many there are. */
export function threadsOptions(orgId: string, filters: MessageFilters) {
  return infiniteQueryOptions({
    queryKey: ["organization", orgId, "messages", "threads", filters],
    initialPageParam: null as MessageCursor | null,
    queryFn: async ({ pageParam, signal }) => {
      const { threads, total } = await fetchThreads(orgId, filters, pageParam, pageSize + 1, signal);
      return { ...cutPage(threads, pageSize, cursorOfThread), total };
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    reconcile: "id",
  });
}

/** The conversations that follow one in an export. */
export async function threadsToExport(
  orgId: string,
  filters: MessageFilters,
  last: MessageThread | undefined,
): Promise<MessageThread[]> {
  const cursor = last ? cursorOfThread(last) : null;
  return (await fetchThreads(orgId, filters, cursor, exportPageSize)).threads;
}

/** The messages of a conversation, latest first, from a place in it on. */
function messagesBefore(
  orgId: string,
  { phoneNumberId, counterpart }: ThreadKey,
  cursor: MessageCursor | null,
) {
  let query = supabase().from("sms_messages").select("*").eq("org_id", orgId);
  query =
    counterpart === null
      ? query.is("counterpart", null)
      : query.filter("counterpart", "in", quotedList(counterpart));
  query =
    phoneNumberId === null ? query.is("phone_number_id", null) : query.eq("phone_number_id", phoneNumberId);
  // The plain bound lets the database start at the right place of its index; the pair then decides exactly.
  if (cursor) query = query.lte("sent_at", cursor.sentAt).or(sentBefore(cursor));
  return query.order("sent_at", { ascending: false }).order("id", { ascending: false });
}

const cursorOfMessage = (message: Message) => ({ sentAt: message.sent_at, id: message.id });

/** The messages of a conversation, latest first, a page at a time by key. */
export function messagesOptions(orgId: string, thread: ThreadKey) {
  return infiniteQueryOptions({
    queryKey: ["organization", orgId, "messages", "thread", thread],
    initialPageParam: null as MessageCursor | null,
    queryFn: async ({ pageParam, signal }) => {
      const page = messagesBefore(orgId, thread, pageParam).limit(pageSize + 1);
      return cutPage<Message>(take(await page.abortSignal(signal)), pageSize, cursorOfMessage);
    },
    getNextPageParam: (page) => page.next,
    reconcile: "id",
  });
}

/** The messages that come before one in an export, latest first. */
export async function messagesToExport(
  orgId: string,
  thread: ThreadKey,
  last: Message | undefined,
): Promise<Message[]> {
  const cursor = last ? cursorOfMessage(last) : null;
  return take(await messagesBefore(orgId, thread, cursor).limit(exportPageSize));
}
