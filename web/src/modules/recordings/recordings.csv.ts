import type { CsvColumn } from "~/lib/csv";
import { isoInZone } from "~/lib/time-zone";
import { directionLabels, outcomeLabels } from "~/modules/calls/call-words.models";
import { agentTitle, counterpartNames } from "~/modules/calls/components/call-names";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import type { Recording } from "./recordings.models";

/** What an export of recordings holds: what the list shows, with its words. Times are ISO 8601, lengths are seconds. */
export function recordingCsvColumns(
  numbersById: Map<string, PhoneNumber>,
  timeZone: string,
): CsvColumn<Recording>[] {
  const numberOf = (recording: Recording) => numbersById.get(recording.phone_number_id ?? "");
  return [
    { header: "Direction", cell: ({ call }) => directionLabels[call.direction] },
    { header: "Contact", cell: ({ call }) => counterpartNames(call).title },
    { header: "Contact number", cell: ({ call }) => call.counterpart },
    { header: "Number", cell: (recording) => businessNumberName(numberOf(recording)) },
    { header: "Agent", cell: ({ call }) => agentTitle(call) },
    { header: "Extension", cell: ({ call }) => call.agent_extension },
    { header: "Outcome", cell: ({ call }) => outcomeLabels[call.outcome] },
    { header: "Call length (seconds)", cell: (recording) => recording.duration_seconds },
    { header: `Time (${timeZone})`, cell: ({ started_at }) => isoInZone(new Date(started_at), timeZone) },
    { header: "Started at (UTC)", cell: ({ started_at }) => new Date(started_at).toISOString() },
  ];
}
