import type { Tables } from "~/lib/supabase.ts";

export type TakeoutTable = Exclude<keyof Tables, "call_rollups">;
export type TakeoutRow = Readonly<Record<string, unknown>>;

interface TakeoutPart {
  table: TakeoutTable;
  /** What the rows are read by: unique within the org, and served by an index. */
  key: readonly [first: string, second?: string];
  orgColumn: string;
  columns: string;
}

function part(table: TakeoutTable, ...key: TakeoutPart["key"]): TakeoutPart {
  return { table, key, orgColumn: "org_id", columns: "*" };
}

/** Everything of an org, but for what is counted from it (call_rollups). Profiles come with their memberships. */
export const takeoutParts: readonly TakeoutPart[] = [
  { ...part("organizations", "id"), orgColumn: "id" },
  { ...part("memberships", "user_id"), columns: "*, profile:profiles(email, full_name)" },
  part("invitations", "id"),
  part("integrations", "id"),
  part("phone_numbers", "id"),
  part("number_assignments", "phone_number_id", "user_id"),
  part("calls", "started_at", "id"),
  part("recordings", "started_at", "id"),
  part("sms_messages", "sent_at", "id"),
  part("sync_streams", "integration_id", "stream"),
  part("sync_jobs", "created_at", "id"),
  part("audit_log", "at", "id"),
];

/** What lies behind a row in the order of the key, as PostgREST writes it. */
export function behind([first, second]: TakeoutPart["key"], row: TakeoutRow): string {
  const above = (column: string) => `${column}.gt.${quoted(row[column])}`;
  if (second === undefined) return above(first);
  return `${above(first)},and(${first}.eq.${quoted(row[first])},${above(second)})`;
}

function quoted(value: unknown): string {
  return JSON.stringify(String(value));
}

/** A row as a line of the file. */
export function takeoutLine(table: TakeoutTable, row: TakeoutRow): string {
  return `${JSON.stringify({ table, row })}\n`;
}

/** The file's last line: without it, the file is not complete. */
export function takeoutEnd(rows: Readonly<Record<string, number>>): string {
  return `${JSON.stringify({ complete: true, rows })}\n`;
}

export function takeoutFileName(slug: string, now: Date): string {
  return `${slug}-${now.toISOString().slice(0, 10)}.ndjson.gz`;
}
