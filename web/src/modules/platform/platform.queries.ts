import { infiniteQueryOptions, keepPreviousData } from "@tanstack/solid-query";
import * as v from "valibot";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import {
  type PlatformCursor,
  type PlatformFilters,
  type PlatformPage,
  platformPageSize,
  toPlatformPage,
} from "./platform.models";

/** The generated types take every column of a function's table for known. */
const row = v.object({
  id: v.string(),
  name: v.string(),
  slug: v.string(),
  created_at: v.string(),
  people: v.number(),
  integration_status: v.nullable(v.picklist(["connected", "error", "disconnected"])),
  integration_hint: v.nullable(v.string()),
  worst_freshness: v.nullable(v.picklist(["ok", "late", "stale", "never", "paused"])),
  failing_streams: v.array(v.picklist(["phone_numbers", "calls", "sms_messages", "recordings"])),
  last_success_at: v.nullable(v.string()),
  needs_attention: v.boolean(),
});

/** Every org of the installation by name, a page at a time by key. Empty for all but platform admins. */
export function platformOverviewOptions(filters: PlatformFilters) {
  return infiniteQueryOptions({
    queryKey: ["platform", "organizations", filters],
    initialPageParam: null as PlatformCursor | null,
    queryFn: async ({ pageParam, signal }): Promise<PlatformPage> => {
      const asked = {
        only_attention: filters.onlyAttention,
        most: platformPageSize + 1,
        ...(filters.search ? { search: filters.search } : {}),
        ...(pageParam ? { after_name: pageParam.name, after_id: pageParam.id } : {}),
      };
      const rows = take(await supabase().rpc("platform_overview", asked).abortSignal(signal));
      return toPlatformPage(v.parse(v.array(row), rows));
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    reconcile: "id",
  });
}
