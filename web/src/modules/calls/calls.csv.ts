import type { CsvColumn } from "~/lib/csv";
import { isoInZone } from "~/lib/time-zone";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import type { CallColumn } from "./call-columns.models";
import { directionLabels, outcomeLabels } from "./call-words.models";
import type { Call } from "./calls.models";
import { agentTitle, counterpartNames } from "./components/call-names";

interface CallCsvOptions {
  columns: CallColumn[];
  numbersById: Map<string, PhoneNumber>;
  timeZone: string;
}

/**
 * What an export of calls holds: the columns on the screen, in their order and with their words. What the screen has
 * as an icon or a second line has a column of its own; times are ISO 8601, durations are seconds.
 */
export function callCsvColumns({ columns, numbersById, timeZone }: CallCsvOptions): CsvColumn<Call>[] {
  const numberOf = (call: Call) => numbersById.get(call.phone_number_id ?? "");
  const csvColumns: Record<CallColumn, CsvColumn<Call>[]> = {
    contact: [
      { header: "Direction", cell: (call) => directionLabels[call.direction] },
      { header: "Contact", cell: (call) => counterpartNames(call).title },
      { header: "Contact number", cell: (call) => call.counterpart },
    ],
    number: [{ header: "Number", cell: (call) => businessNumberName(numberOf(call)) }],
    agent: [
      { header: "Agent", cell: agentTitle },
      { header: "Extension", cell: (call) => call.agent_extension },
    ],
    outcome: [{ header: "Outcome", cell: (call) => outcomeLabels[call.outcome] }],
    duration: [
      { header: "Duration (seconds)", cell: (call) => call.duration_seconds },
      { header: "Recording", cell: (call) => (call.has_recording ? "Yes" : "No") },
    ],
    time: [
      { header: `Time (${timeZone})`, cell: (call) => isoInZone(new Date(call.started_at), timeZone) },
      { header: "Started at (UTC)", cell: (call) => new Date(call.started_at).toISOString() },
    ],
  };
  return columns.flatMap((column) => csvColumns[column]);
}
