import { afterCursor, type Cursor } from "~/lib/keyset.ts";
import { periodRange } from "~/lib/period.ts";
import { take } from "~/lib/problem.ts";
import type { Client } from "~/lib/supabase.ts";
import type { Day } from "~/lib/time-zone.ts";
import {
  type MessageCondition,
  type MessageFilters,
  type MessageThread,
  messageConditions,
  quotedList,
  type ThreadKey,
  threadParam,
} from "./messages.models.ts";

export interface MessageScope {
  orgId: string;
  timeZone: string;
  /** The org's current day, from which periods are counted. */
  today: Day;
}

/** Which of an org's conversations to ask for: those that have messages under filters, from a place in the list on. */
export interface ThreadsRequest {
  filters: MessageFilters;
  cursor: Cursor | null;
  most: number;
  signal?: AbortSignal;
}

/** Conversations, latest first, and how many there are with how many messages. */
export async function requestThreads(
  client: Client,
  { orgId, timeZone, today }: MessageScope,
  { filters, cursor, most, signal }: ThreadsRequest,
) {
  const { start, end } = periodRange(filters.period, timeZone, today);
  const query = client.rpc("message_threads", {
    organization: orgId,
    period_start: start,
    period_end: end,
    most,
    ...(filters.direction === "all" ? {} : { message_direction: filters.direction }),
    ...(filters.phoneNumberId === "all" ? {} : { number: filters.phoneNumberId }),
    ...(filters.extension ? { agent: filters.extension } : {}),
    ...(filters.search ? { search: filters.search } : {}),
    ...(cursor ? { before_sent_at: cursor.at, before_id: cursor.id } : {}),
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
  const [first] = rows;
  return { threads, threadCount: first?.total_threads ?? 0, messageCount: first?.total_messages ?? 0 };
}

/** The messages of a conversation, latest first, from a place in it on; all of them, or those that filters leave. */
export function requestMessages(
  client: Client,
  { orgId, timeZone, today }: MessageScope,
  { phoneNumberId, counterpart }: ThreadKey,
  filters: MessageFilters | null,
  cursor: Cursor | null,
) {
  let query = client.from("sms_messages").select("*").eq("org_id", orgId);
  query =
    counterpart === null
      ? query.is("counterpart", null)
      : query.filter("counterpart", "in", quotedList(counterpart));
  query =
    phoneNumberId === null ? query.is("phone_number_id", null) : query.eq("phone_number_id", phoneNumberId);
  const conditions: MessageCondition[] = filters ? messageConditions(filters, timeZone, today) : [];
  for (const { column, operator, value } of conditions) query = query.filter(column, operator, value);
  return afterCursor(query, "sent_at", cursor)
    .order("sent_at", { ascending: false })
    .order("id", { ascending: false });
}
