import { describe, expect, it } from "vitest";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { recordingCsvColumns } from "./recordings.csv.ts";
import type { Recording } from "./recordings.models.ts";

const sales = { id: "sales", number: "+15550100900", label: "Sales" } as PhoneNumber;
const numbersById = new Map([[sales.id, sales]]);

function rowOf(call: Partial<Recording["call"]>, phoneNumberId: string | null) {
  const recording: Recording = {
    id: "r",
    call_id: "c",
    phone_number_id: phoneNumberId,
    started_at: "2026-07-01T03:30:05+00:00",
    duration_seconds: 65,
    call: {
      direction: "inbound",
      outcome: "answered",
      counterpart: null,
      counterpart_name: null,
      agent_extension: null,
      agent_name: null,
      ...call,
    },
  };
  const columns = recordingCsvColumns(numbersById, "America/New_York");
  return Object.fromEntries(columns.map(({ header, cell }) => [header, cell(recording)]));
}

describe("an exported recording", () => {
  it("is told in the words of the list, with its time where the organization is", () => {
    const call = {
      counterpart: "+15550100111",
      counterpart_name: "Grace Hopper",
      agent_name: "Ada Lovelace",
      agent_extension: "105",
    };
    expect(rowOf(call, "sales")).toEqual({
      Direction: "Inbound",
      Contact: "Grace Hopper",
      "Contact number": "+15550100111",
      Number: "Sales",
      Agent: "Ada Lovelace",
      Extension: "105",
      Outcome: "Answered",
      "Call length (seconds)": 65,
      "Time (America/New_York)": "2026-06-30T23:30:05-04:00",
      "Started at (UTC)": "2026-07-01T03:30:05.000Z",
    });
  });

  it("names who has no name as the list does", () => {
    const call = { direction: "outbound", outcome: "no_answer", agent_extension: "105" } as const;
    expect(rowOf({ ...call, counterpart: "+15550100111" }, null)).toMatchObject({
      Direction: "Outbound",
      Contact: "+1 (555) 010-0111",
      Number: null,
      Agent: "ext. 105",
      Outcome: "No answer",
    });
    expect(rowOf({ direction: "unknown" }, null)).toMatchObject({
      Direction: "Direction unknown",
      Contact: "Unknown caller",
      Agent: null,
    });
  });
});
