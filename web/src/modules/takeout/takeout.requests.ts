import type { SupabaseClient } from "@supabase/supabase-js";
import { take } from "~/lib/problem.ts";
import type { Client } from "~/lib/supabase.ts";
import { behind, type TakeoutRow, takeoutEnd, takeoutLine, takeoutParts } from "./takeout.models.ts";

/** As many rows as the API gives at once; it may give fewer, so that only an empty page is the end. */
const pageSize = 1000;

export interface Takeout {
  file: Blob;
  rowCount: number;
}

/**
 * Everything of an org that the client's person may read, as gzipped lines of JSON. It is read page after page by key
 * and compressed as it comes, so that neither the server nor the browser ever holds an org's rows as a whole.
 */
export async function readEverything(
  client: Client,
  orgId: string,
  signal: AbortSignal,
  onProgress: (rowCount: number) => void = () => {},
): Promise<Takeout> {
  // Tables and columns come from a list, which the generated types can't follow.
  const anyTable: SupabaseClient = client;
  const compressor = new CompressionStream("gzip");
  const file = new Response(compressor.readable).blob();
  const writer = compressor.writable.getWriter();
  const encoder = new TextEncoder();
  const write = (text: string) => writer.write(encoder.encode(text));
  const counts: Record<string, number> = {};
  let rowCount = 0;

  try {
    for (const { table, key, orgColumn, columns } of takeoutParts) {
      counts[table] = 0;
      let last: TakeoutRow | undefined;
      do {
        let query = anyTable.from(table).select(columns).eq(orgColumn, orgId).limit(pageSize);
        // The plain bound lets the database start at the right place of its index; the pair then decides exactly.
        if (last) query = query.gte(key[0], last[key[0]]).or(behind(key, last));
        for (const column of key) if (column !== undefined) query = query.order(column);
        const rows = take(await query.abortSignal(signal).overrideTypes<TakeoutRow[], { merge: false }>());
        if (rows.length > 0) await write(rows.map((row) => takeoutLine(table, row)).join(""));
        counts[table] += rows.length;
        rowCount += rows.length;
        last = rows.at(-1);
        onProgress(rowCount);
      } while (last !== undefined);
    }
    await write(takeoutEnd(counts));
    await writer.close();
  } catch (error) {
    await writer.abort(error);
    await file.catch(() => undefined);
    throw error;
  }
  return { file: await file, rowCount };
}
