import { infiniteQueryOptions, keepPreviousData } from "@tanstack/solid-query";
import * as v from "valibot";
import { cutPage } from "~/lib/keyset";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { PlatformCursor, PlatformFilters, PlatformOrganization } from "./platform.models";

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

const pageSize = 50;
const cursorOf = ({ name, id }: PlatformOrganization): PlatformCursor => ({ name, id });

/** Every org of the installation by name, a page at a time by key. Empty for all but platform admins. */
export function platformOverviewOptions(filters: PlatformFilters) {
  return infiniteQueryOptions({
    queryKey: ["platform", "organizations", filters],
    initialPageParam: null as PlatformCursor | null,
    queryFn: async ({ pageParam, signal }) => {
      const asked = {
        only_attention: filters.onlyAttention,
        most: pageSize + 1,
        ...(filters.search ? { search: filters.search } : {}),
        ...(pageParam ? { after_name: pageParam.name, after_id: pageParam.id } : {}),
      };
      const rows = take(await supabase().rpc("platform_overview", asked).abortSignal(signal));
      return cutPage(v.parse(v.array(row), rows), pageSize, cursorOf);
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    reconcile: "id",
  });
}
