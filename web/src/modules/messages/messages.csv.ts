import type { CsvColumn } from "~/lib/csv";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { attachmentsOf, type Message, type MessageThread } from "./messages.models";

/** What an export of conversations holds: what the list shows, with nothing shortened. Times are ISO 8601 in UTC. */
export function threadCsvColumns(numbersById: Map<string, PhoneNumber>): CsvColumn<MessageThread>[] {
  const numberOf = (thread: MessageThread) => numbersById.get(thread.phoneNumberId ?? "");
  return [
    { header: "Contact", cell: (thread) => thread.counterpartName },
    { header: "Contact number", cell: (thread) => thread.counterpart },
    { header: "Number", cell: (thread) => numberOf(thread)?.number ?? null },
    { header: "Label", cell: (thread) => numberOf(thread)?.label ?? null },
    { header: "Messages", cell: (thread) => thread.messageCount },
    { header: "Last message at (UTC)", cell: (thread) => new Date(thread.lastSentAt).toISOString() },
    { header: "Last direction", cell: (thread) => thread.lastDirection },
    { header: "Last message", cell: (thread) => thread.lastBody },
  ];
}

/** What an export of one conversation holds. Times are ISO 8601 in UTC. */
export function messageCsvColumns(number: PhoneNumber | undefined): CsvColumn<Message>[] {
  return [
    { header: "Sent at (UTC)", cell: (message) => new Date(message.sent_at).toISOString() },
    { header: "Direction", cell: (message) => message.direction },
    { header: "Contact", cell: (message) => message.counterpart_name },
    { header: "Contact number", cell: (message) => message.counterpart },
    { header: "Number", cell: () => number?.number ?? null },
    { header: "Agent", cell: (message) => message.agent_name },
    { header: "Extension", cell: (message) => message.agent_extension },
    { header: "Message", cell: (message) => message.body },
    { header: "Delivery", cell: (message) => message.status },
    {
      header: "Attachments",
      cell: (message) =>
        attachmentsOf(message)
          .map(({ file_name }) => file_name ?? "unnamed")
          .join("; ") || null,
    },
  ];
}
