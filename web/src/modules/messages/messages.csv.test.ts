import { describe, expect, it } from "vitest";
import type { CsvColumn } from "~/lib/csv";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { messageCsvColumns, threadCsvColumns } from "./messages.csv.ts";
import type { Message, MessageThread } from "./messages.models.ts";

const sales = { id: "sales", number: "+15550100900", label: "Sales" } as PhoneNumber;

function rowOf<Row>(columns: CsvColumn<Row>[], row: Row) {
  return Object.fromEntries(columns.map(({ header, cell }) => [header, cell(row)]));
}

describe("an exported conversation of the list", () => {
  const thread: MessageThread = {
    id: "sales~+15550100111",
    phoneNumberId: "sales",
    counterpart: "+15550100111",
    counterpartName: "Grace Hopper",
    lastMessageId: "m",
    lastSentAt: "2026-07-01T03:30:05+00:00",
    lastBody: "See you then",
    lastDirection: "outbound",
    messageCount: 7,
  };
  const columns = threadCsvColumns(new Map([[sales.id, sales]]), "America/New_York");

  it("is told in the words of the list, with its time where the organization is", () => {
    expect(rowOf(columns, thread)).toEqual({
      Contact: "Grace Hopper",
      "Contact number": "+15550100111",
      Number: "Sales",
      Messages: 7,
      "Last direction": "Sent",
      "Last message": "See you then",
      "Time (America/New_York)": "2026-06-30T23:30:05-04:00",
      "Last message at (UTC)": "2026-07-01T03:30:05.000Z",
    });
  });

  it("names a contact without a name as the list does", () => {
    expect(rowOf(columns, { ...thread, counterpartName: null })).toMatchObject({
      Contact: "+1 (555) 010-0111",
    });
    expect(rowOf(columns, { ...thread, counterpartName: null, counterpart: null })).toMatchObject({
      Contact: "Unknown contact",
    });
  });
});

describe("an exported message", () => {
  const message: Message = {
    id: "m",
    org_id: "o",
    integration_id: "i",
    external_id: "m",
    phone_number_id: "sales",
    counterpart: "+15550100111",
    counterpart_name: "Grace Hopper",
    direction: "outbound",
    status: "not_sent",
    agent_name: null,
    agent_extension: "105",
    body: "Here it is",
    attachments: [{ file_name: "plan.pdf" }, {}],
    sent_at: "2026-07-01T03:30:05+00:00",
    created_at: "2026-07-01T03:31:00+00:00",
    updated_at: "2026-07-01T03:31:00+00:00",
  };
  const columns = messageCsvColumns(sales, "America/New_York");

  it("is told in the words of the conversation, with its time where the organization is", () => {
    expect(rowOf(columns, message)).toEqual({
      Direction: "Sent",
      Contact: "Grace Hopper",
      "Contact number": "+15550100111",
      Number: "+1 (555) 010-0900",
      Label: "Sales",
      Agent: "ext. 105",
      Extension: "105",
      Message: "Here it is",
      Delivery: "Not sent",
      Attachments: "plan.pdf; Unnamed file",
      "Time (America/New_York)": "2026-06-30T23:30:05-04:00",
      "Sent at (UTC)": "2026-07-01T03:30:05.000Z",
    });
  });

  it("has a writer when it was sent, known or not, and nobody and no delivery when it was received", () => {
    expect(rowOf(columns, { ...message, agent_extension: null, status: null })).toMatchObject({
      Agent: "Agent unknown",
      Delivery: "Delivery unknown",
    });
    expect(rowOf(columns, { ...message, direction: "inbound", counterpart_name: null })).toMatchObject({
      Direction: "Received",
      Contact: "+1 (555) 010-0111",
      Agent: null,
      Delivery: null,
    });
  });
});
