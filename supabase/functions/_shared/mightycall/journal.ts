import * as v from "valibot";
import type { MessagePage, MessagePageRequest } from "../provider/provider.ts";
import type { MightyCallClient } from "./client.ts";
import { readAnswer, withoutEnvelope } from "./fields.ts";
import { type JournalEntry, journalEntrySchema, normaliseMessage } from "./normalise-message.ts";
import { wholeSecond } from "./timestamps.ts";

const MAX_PAGE_SIZE = 1000;

const journalSchema = v.object({ requests: v.array(journalEntrySchema) });

/**
 * One page of messages from the journal, which gives no total: a page shorter than asked for is the last.
 * @throws RangeError when `limit` is above 1000, which the provider refuses.
 */
export async function pageMessages(
  client: MightyCallClient,
  request: MessagePageRequest,
): Promise<MessagePage> {
  if (request.limit > MAX_PAGE_SIZE)
    throw new RangeError(`A journal page has at most ${MAX_PAGE_SIZE} rows.`);
  const body = await client.get("messages", "/journal/requests", {
    type: "Message",
    from: wholeSecond(request.start, Math.floor),
    to: wholeSecond(request.end, Math.ceil),
    page: String(request.page),
    pageSize: String(request.limit),
  });
  const { requests } = readAnswer(journalSchema, withoutEnvelope(body));
  const received = requests.length;
  return {
    rows: requests.filter(isMessage).map(normaliseMessage),
    received,
    has_more: received >= request.limit,
  };
}

// Calls and tasks share the journal; a server that overlooks the filter must not make messages of them.
function isMessage(entry: JournalEntry): boolean {
  return entry.type === null || entry.type.toLowerCase() === "message";
}
