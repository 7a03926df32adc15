import type { CsvColumn } from "~/lib/csv";
import { formatPhoneNumber } from "~/lib/phone-number";
import { isoInZone } from "~/lib/time-zone";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { attachmentName, directionLabelOf, writerOf } from "./message-words.models";
import { attachmentsOf, contactNames, deliveryOf, type Message, type MessageThread } from "./messages.models";

/**
 * What an export of conversations holds: what the list shows, with its words and nothing shortened. Times are ISO 8601;
 * a message without text is an empty cell, since any word there could be one that somebody wrote.
 */
export function threadCsvColumns(
  numbersById: Map<string, PhoneNumber>,
  timeZone: string,
): CsvColumn<MessageThread>[] {
  const numberOf = (thread: MessageThread) => numbersById.get(thread.phoneNumberId ?? "");
  return [
    {
      header: "Contact",
      cell: ({ counterpartName, counterpart }) => contactNames(counterpartName, counterpart).title,
    },
    { header: "Contact number", cell: (thread) => thread.counterpart },
    { header: "Number", cell: (thread) => businessNumberName(numberOf(thread)) },
    { header: "Messages", cell: (thread) => thread.messageCount },
    { header: "Last direction", cell: (thread) => directionLabelOf(thread.lastDirection) },
    { header: "Last message", cell: (thread) => thread.lastBody },
    {
      header: `Time (${timeZone})`,
      cell: (thread) => isoInZone(new Date(thread.lastSentAt), timeZone),
    },
    { header: "Last message at (UTC)", cell: (thread) => new Date(thread.lastSentAt).toISOString() },
  ];
}

/** What an export of one conversation holds: what it shows, in the same way. */
export function messageCsvColumns(number: PhoneNumber | undefined, timeZone: string): CsvColumn<Message>[] {
  return [
    { header: "Direction", cell: (message) => directionLabelOf(message.direction) },
    {
      header: "Contact",
      cell: ({ counterpart_name, counterpart }) => contactNames(counterpart_name, counterpart).title,
    },
    { header: "Contact number", cell: (message) => message.counterpart },
    { header: "Number", cell: () => (number ? formatPhoneNumber(number.number) : null) },
    { header: "Label", cell: () => number?.label ?? null },
    { header: "Agent", cell: writerOf },
    { header: "Extension", cell: (message) => message.agent_extension },
    { header: "Message", cell: (message) => message.body },
    { header: "Delivery", cell: (message) => deliveryOf(message)?.label ?? null },
    {
      header: "Attachments",
      cell: (message) => attachmentsOf(message).map(attachmentName).join("; ") || null,
    },
    { header: `Time (${timeZone})`, cell: (message) => isoInZone(new Date(message.sent_at), timeZone) },
    { header: "Sent at (UTC)", cell: (message) => new Date(message.sent_at).toISOString() },
  ];
}
