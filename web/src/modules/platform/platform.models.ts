import type { Enums } from "~/lib/supabase";

export type Freshness = "ok" | "late" | "stale" | "never" | "paused";

/** An org as the operator sees it. Without an integration there is nothing to be fresh. */
export interface PlatformOrganization {
  id: string;
  name: string;
  slug: string;
  created_at: string;
  people: number;
  integration_status: Enums["integration_status"] | null;
  integration_hint: string | null;
  worst_freshness: Freshness | null;
  failing_streams: Enums["sync_stream"][];
  last_success_at: string | null;
  needs_attention: boolean;
}

/** A page of another org. It is loaded afresh, so that nothing of the org before is left in it. */
export function organizationPath(path: string, slug: string): string {
  return `${path}?org=${encodeURIComponent(slug)}`;
}

export interface PlatformFilters {
  search: string;
  onlyAttention: boolean;
}

export function parsePlatformFilters(params: Record<string, unknown>): PlatformFilters {
  return {
    search: typeof params.q === "string" ? params.q.trim() : "",
    onlyAttention: params.show === "attention",
  };
}

/** The last org of a page; the next page is what comes after it, by name. */
export type PlatformCursor = Pick<PlatformOrganization, "name" | "id">;
