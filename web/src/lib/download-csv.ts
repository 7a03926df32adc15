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

interface CsvDownload<Row, Scope extends { orgId: string }, Filters> extends ExportRun {
  subject: ExportSubject;
  fileName: string;
  columns: CsvColumn<Row>[];
  scope: Scope;
  filters: Filters;
  /** The filters as the audit log names them. */
  notedFilters: Record<string, Json | undefined>;
  /**
   * The rows that follow the last one it is given; an empty page ends the file. It is told each time what the export
   * began with, so that what is chosen meanwhile can't get into the file.
   */
  pageAfter: (scope: Scope, filters: Filters, last: Row | undefined, signal: AbortSignal) => Promise<Row[]>;
}

/**
 * Saves a list as a CSV file, page after page by key, so that a long list needs neither one huge answer nor its rows in
 * memory: each page becomes a blob, which browsers keep outside the page and on disk when it grows. Gives the number of
 * rows. Nothing is saved when the audit log doesn't take the export, or once it is stopped; it then throws why.
 */
export async function downloadCsv<Row, Scope extends { orgId: string }, Filters>(
  download: CsvDownload<Row, Scope, Filters>,
): Promise<number> {
  const { scope, filters, columns, pageAfter, onProgress, signal } = download;
  const parts = [new Blob([csvHead(columns)])];
  let rowCount = 0;
  let last: Row | undefined;
  do {
    const page = await pageAfter(scope, filters, last, signal);
    signal.throwIfAborted();
    parts.push(new Blob([csvLines(columns, page)]));
    rowCount += page.length;
    last = page.at(-1);
    onProgress(rowCount);
  } while (last !== undefined);
  await recordExport(scope.orgId, download.subject, rowCount, download.notedFilters);
  signal.throwIfAborted();
  saveFile(new Blob(parts, { type: "text/csv;charset=utf-8" }), download.fileName);
  return rowCount;
}

/** Notes in the audit log that data leaves the app. Asked first: what the log doesn't take is not handed over. */
export async function recordExport(
  orgId: string,
  subject: ExportSubject,
  rowCount: number,
  filters: Record<string, Json | undefined>,
): Promise<void> {
  const entry = { organization: orgId, what: subject, row_count: rowCount, filters };
  take(await supabase().rpc("record_export", entry));
}
