import * as v from "valibot";
import type { MessageList, MessageRequest } from "../provider/provider.ts";
import type { MightyCallClient } from "./client.ts";
import { readAnswer, withoutEnvelope } from "./fields.ts";
import { type JournalEntry, journalEntrySchema, normaliseMessage } from "./normalise-message.ts";
import { wholeSecond } from "./timestamps.ts";

const MAX_PAGE_SIZE = 1000;

const journalSchema = v.object({ requests: v.array(journalEntrySchema) });

/**
 * Messages from the journal, which gives no total. A short page proves nothing, since a server may cap its pages: the
 * row after the last one is asked for, and only where there is none were these all.
 * @throws RangeError when `limit` is above 1000, which the provider refuses.
 */
export async function listMessages(client: MightyCallClient, request: MessageRequest): Promise<MessageList> {
  const { limit } = request;
  if (limit > MAX_PAGE_SIZE) throw new RangeError(`A journal page has at most ${MAX_PAGE_SIZE} rows.`);
  const entries = await readJournal(client, request, { page: 1, pageSize: limit });
  const received = entries.length;
  const isCut = received >= limit;
  const has_more = isCut || (received > 0 && (await hasRowAt(client, request, received)));
  return { rows: entries.filter(isMessage).map(normaliseMessage), received, has_more };
}

// With pages of one row the number of a page is the number of a row, however large pages may be.
async function hasRowAt(client: MightyCallClient, request: MessageRequest, index: number): Promise<boolean> {
  const entries = await readJournal(client, request, { page: index + 1, pageSize: 1 });
  return entries.length > 0;
}

async function readJournal(
  client: MightyCallClient,
  { start, end }: MessageRequest,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<JournalEntry[]> {
  const body = await client.get("messages", "/journal/requests", {
    type: "Message",
    from: wholeSecond(start, Math.floor),
    to: wholeSecond(end, Math.ceil),
    page: String(page),
    pageSize: String(pageSize),
  });
  return readAnswer(journalSchema, withoutEnvelope(body)).requests;
}

// Calls and tasks share the journal; a server that overlooks the filter must not make messages of them.
function isMessage(entry: JournalEntry): boolean {
  return entry.type === null || entry.type.toLowerCase() === "message";
}
