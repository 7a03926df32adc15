import type { CsvColumn } from "~/lib/csv";
import { type AuditEntry, actionLabels } from "./audit.models";
import { auditSentence } from "./audit-sentence.models";

/** What an export of the audit log holds: what the list shows, with nothing shortened. Times are ISO 8601 in UTC. */
export function auditCsvColumns(timeZone: string): CsvColumn<AuditEntry>[] {
  return [
    { header: "At (UTC)", cell: (entry) => new Date(entry.at).toISOString() },
    { header: "Person", cell: (entry) => entry.actor_email ?? (entry.actor_id ? null : "VictorySync") },
    { header: "Action", cell: (entry) => actionLabels[entry.action] },
    { header: "What", cell: (entry) => auditSentence(entry, timeZone) },
    { header: "Target", cell: (entry) => entry.target },
    { header: "Outcome", cell: (entry) => entry.outcome },
    { header: "Detail", cell: (entry) => JSON.stringify(entry.detail) },
  ];
}
