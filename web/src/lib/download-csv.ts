import { type CsvColumn, csvHead, csvLines } from "./csv.ts";
import type { Json } from "./database.types.ts";
import { take } from "./problem.ts";
import { saveFile } from "./save-file.ts";
import { supabase } from "./supabase.ts";

/** What the audit log knows as an export. */
export type ExportSubject = "calls" | "recordings" | "messages" | "numbers" | "audit_log" | "everything";

/** How an export under way is followed and stopped. */
export interface ExportRun {
  onProgress: (rowCount: number) => void;
  signal: AbortSignal;
}

interface CsvDownload<Row> extends ExportRun {
  orgId: string;
  subject: ExportSubject;
  fileName: string;
  columns: CsvColumn<Row>[];
  /** The rows that follow the last one it is given; an empty page ends the file. */
  pageAfter: (last: Row | undefined, signal: AbortSignal) => Promise<Row[]>;
  /** What the rows were filtered by, for the audit log. */
  filters: Record<string, Json | undefined>;
}

/**
 * Saves a list as a CSV file, page after page by key, so that a long list needs neither one huge answer nor its rows in
 * memory: each page becomes a blob, which browsers keep outside the page and on disk when it grows. Notes the export in
 * the audit log, and gives the number of rows. Once stopped it throws the signal's reason, and nothing is saved.
 */
export async function downloadCsv<Row>(download: CsvDownload<Row>): Promise<number> {
  const { columns, pageAfter, onProgress, signal } = download;
  const parts = [new Blob([csvHead(columns)])];
  let rowCount = 0;
  let last: Row | undefined;
  do {
    const page = await pageAfter(last, signal);
    signal.throwIfAborted();
    parts.push(new Blob([csvLines(columns, page)]));
    rowCount += page.length;
    last = page.at(-1);
    onProgress(rowCount);
  } while (last !== undefined);
  saveFile(new Blob(parts, { type: "text/csv;charset=utf-8" }), download.fileName);
  await recordExport(download.orgId, download.subject, rowCount, download.filters);
  return rowCount;
}

/** Notes in the audit log that data left the app. */
export async function recordExport(
  orgId: string,
  subject: ExportSubject,
  rowCount: number,
  filters: Record<string, Json | undefined>,
): Promise<void> {
  const entry = { organization: orgId, what: subject, row_count: rowCount, filters };
  take(await supabase().rpc("record_export", entry));
}
