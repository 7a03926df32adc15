import type { PostgrestSingleResponse } from "@supabase/supabase-js";
import { take } from "./problem.ts";

/** Well below the API's own cap on rows, which cuts an answer short without saying so. */
export const fetchAllPageSize = 500;

/** Every row of a list, page after page by key: `pageAfter` asks for the rows that follow the last one it is given. */
export async function fetchAll<Row>(
  pageAfter: (last: Row | undefined) => PromiseLike<PostgrestSingleResponse<Row[]>>,
): Promise<Row[]> {
  const all: Row[] = [];
  while (true) {
    const page = take(await pageAfter(all.at(-1)));
    all.push(...page);
    if (page.length < fetchAllPageSize) return all;
  }
}
