import { queryOptions, useMutation, useQueryClient } from "@tanstack/solid-query";
import * as v from "valibot";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { Membership } from "./organizations.models";

const access = v.object({ is_platform_admin: v.boolean() });

/** What the person may do beyond their memberships. */
export function accessOptions(userId: string) {
  return queryOptions({
    queryKey: ["person", userId, "access"],
    queryFn: async ({ signal }) => {
      const answer = take(await supabase().rpc("my_access").abortSignal(signal));
      return { isPlatformAdmin: v.parse(access, answer).is_platform_admin };
    },
  });
}

/** The person's own orgs with their role in each, by name. */
export function membershipsOptions(userId: string) {
  return queryOptions({
    queryKey: ["person", userId, "memberships"],
    queryFn: async ({ signal }): Promise<Membership[]> => {
      const rows = take(
        await supabase()
          .from("memberships")
          .select("role, organization:organizations!inner(*)")
          .eq("user_id", userId)
          .abortSignal(signal),
      );
      return rows.sort((a, b) => a.organization.name.localeCompare(b.organization.name));
    },
  });
}

/** An org by its slug, or null when there is none that the person may see. */
export function organizationBySlugOptions(slug: string) {
  return queryOptions({
    queryKey: ["organizations", "slug", slug],
    queryFn: async ({ signal }) =>
      take(
        await supabase().from("organizations").select("*").eq("slug", slug).abortSignal(signal).maybeSingle(),
      ),
  });
}

const searchLimit = 20;

/** The first orgs whose name contains the text, of all that the person may see. */
export function searchOrganizationsOptions(text: string) {
  return queryOptions({
    queryKey: ["organizations", "search", text],
    queryFn: async ({ signal }) => {
      const pattern = `%${text.replace(/[%_\\]/g, "\\$&")}%`;
      const query = supabase().from("organizations").select("*").ilike("name", pattern);
      return take(await query.order("name").limit(searchLimit).abortSignal(signal));
    },
  });
}

/** Creates an org whose owner is the signed-in person. */
export function useCreateOrganization(userId: string) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: async (details: { name: string; timeZone: string }) =>
      take(await supabase().rpc("create_organization", { name: details.name, time_zone: details.timeZone })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: membershipsOptions(userId).queryKey });
    },
  }));
}
