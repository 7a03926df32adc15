import { type Cursor, cutPage } from "../../../web/src/lib/keyset.ts";
import { take } from "../../../web/src/lib/problem.ts";
import type { Day } from "../../../web/src/lib/time-zone.ts";
import {
  type Call,
  cursorOfCall,
  pageSizeAfter,
  parseCallFilters,
} from "../../../web/src/modules/calls/calls.models.ts";
import { countCalls, requestCalls } from "../../../web/src/modules/calls/calls.requests.ts";
import {
  type Message,
  type MessageThread,
  parseMessageFilters,
} from "../../../web/src/modules/messages/messages.models.ts";
import { requestMessages, requestThreads } from "../../../web/src/modules/messages/messages.requests.ts";
import type { Client } from "../people.ts";

interface Scope {
  orgId: string;
  timeZone: string;
  today: Day;
}

/** Follows links of the dashboard as the pages behind them do, to the last page. Each link once. */
export function linkFollower(client: Client, scope: Scope) {
  const followed = new Map<string, Promise<unknown>>();
  const once = <Rows>(
    href: string,
    follow: (params: Record<string, string>) => Promise<Rows>,
  ): Promise<Rows> => {
    const { searchParams } = new URL(href, "https://example.test");
    const rows = (followed.get(href) ?? follow(Object.fromEntries(searchParams))) as Promise<Rows>;
    followed.set(href, rows);
    return rows;
  };
  return {
    calls: (href: string) => once(href, (params) => everyCallOf(client, scope, params)),
    messages: (href: string) => once(href, (params) => everyMessageOf(client, scope, params)),
  };
}

async function everyCallOf(client: Client, scope: Scope, params: Record<string, string>): Promise<Call[]> {
  const filters = parseCallFilters(params);
  const calls: Call[] = [];
  let cursor: Cursor | null = null;
  do {
    const pageSize = pageSizeAfter(cursor);
    const rows: Call[] = take(await requestCalls(client, scope, filters, cursor).limit(pageSize + 1));
    const page = cutPage(rows, pageSize, cursorOfCall);
    calls.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  const count = await countCalls(client, scope, filters, new AbortController().signal);
  if (count !== calls.length) throw new Error(`The page says ${count} calls and lists ${calls.length}.`);
  return calls;
}

async function everyMessageOf(
  client: Client,
  scope: Scope,
  params: Record<string, string>,
): Promise<Message[]> {
  const filters = parseMessageFilters(params);
  const threads: MessageThread[] = [];
  const messages: Message[] = [];
  let counts = { threadCount: 0, messageCount: 0 };
  let cursor: Cursor | null = null;
  do {
    const answer = await requestThreads(client, scope, { filters, cursor, most: 4 });
    if (cursor === null) counts = answer;
    const page = cutPage(answer.threads, 3, (last) => ({
      at: last.lastSentAt,
      id: last.lastMessageId,
    }));
    threads.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  for (const thread of threads) {
    const rows: Message[] = take(await requestMessages(client, scope, thread, filters, null));
    if (rows.length !== thread.messageCount || rows[0]?.id !== thread.lastMessageId) {
      throw new Error(
        `${thread.id} is listed with ${thread.messageCount} messages and holds ${rows.length}.`,
      );
    }
    messages.push(...rows);
  }
  if (counts.threadCount !== threads.length || counts.messageCount !== messages.length) {
    throw new Error(
      `The page says ${JSON.stringify(counts)}, and lists ${threads.length} and ${messages.length}.`,
    );
  }
  return messages;
}
