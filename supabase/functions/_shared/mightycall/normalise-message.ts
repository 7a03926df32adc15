import * as v from "valibot";
import type { Attachment, MessageRow } from "../provider/rows.ts";
import { direction } from "./direction.ts";
import { flag, identifier, phoneNumber, text, timestamp, wholeNumber } from "./fields.ts";

const personSchema = v.object({ extension: text, name: text });

const attachmentSchema = v.object({ fileName: text, fileSize: wholeNumber, isImage: flag, link: text });

const clientSchema = v.object({
  address: phoneNumber,
  widgetName: text,
  latestResolvedExternalContact: v.nullish(v.object({ fullName: text })),
});

// `/calls` writes the business number as a text and the journal as an object; either is read.
const businessNumberSchema = v.union([
  v.pipe(
    v.object({ number: phoneNumber }),
    v.transform((business) => business.number),
  ),
  phoneNumber,
]);

export const journalEntrySchema = v.object({
  id: identifier,
  type: text,
  origin: text,
  created: timestamp,
  client: v.nullish(clientSchema),
  businessNumber: v.optional(businessNumberSchema, null),
  agent: v.nullish(personSchema),
  text: text,
  textModel: v.nullish(v.object({ text: text })),
  attachments: v.nullish(v.array(attachmentSchema)),
  messageDeliveryStatus: text,
});

export type JournalEntry = v.InferOutput<typeof journalEntrySchema>;

/** One message of the journal as the row that the database ingests. */
export function normaliseMessage(entry: JournalEntry): MessageRow {
  return {
    external_id: entry.id,
    direction: direction(entry.origin),
    business_number: entry.businessNumber,
    counterpart: entry.client?.address ?? null,
    counterpart_name:
      entry.client?.latestResolvedExternalContact?.fullName ?? entry.client?.widgetName ?? null,
    agent_extension: entry.agent?.extension ?? null,
    agent_name: entry.agent?.name ?? null,
    body: entry.text ?? entry.textModel?.text ?? null,
    status: deliveryStatus(entry.messageDeliveryStatus),
    attachments: (entry.attachments ?? []).map(attachment),
    sent_at: entry.created,
  };
}

// The schema and the live answers differ in case; "unspecified" says nothing. Unknown words are kept.
function deliveryStatus(providerWord: string | null): string | null {
  const word = providerWord?.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase() ?? null;
  return word === "unspecified" ? null : word;
}

function attachment(given: v.InferOutput<typeof attachmentSchema>): Attachment {
  return {
    file_name: given.fileName,
    size_bytes: given.fileSize,
    is_image: given.isImage,
    link: given.link,
  };
}
