import type { CsvColumn } from "~/lib/csv";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import type { Recording } from "./recordings.models";

/** What an export of recordings holds: what the list shows, with nothing shortened. Times are ISO 8601 in UTC. */
export function recordingCsvColumns(numbersById: Map<string, PhoneNumber>): CsvColumn<Recording>[] {
  const numberOf = (recording: Recording) => numbersById.get(recording.phone_number_id ?? "");
  return [
    { header: "Started at (UTC)", cell: (recording) => new Date(recording.started_at).toISOString() },
    { header: "Direction", cell: (recording) => recording.call.direction },
    { header: "Outcome", cell: (recording) => recording.call.outcome },
    { header: "Contact", cell: (recording) => recording.call.counterpart_name },
    { header: "Contact number", cell: (recording) => recording.call.counterpart },
    { header: "Number", cell: (recording) => numberOf(recording)?.number ?? null },
    { header: "Label", cell: (recording) => numberOf(recording)?.label ?? null },
    { header: "Agent", cell: (recording) => recording.call.agent_name },
    { header: "Extension", cell: (recording) => recording.call.agent_extension },
    { header: "Call length (seconds)", cell: (recording) => recording.duration_seconds },
  ];
}
