import { queryOptions, useMutation, useQueryClient } from "@tanstack/solid-query";
import { fetchAll, fetchAllPageSize } from "~/lib/fetch-all";
import { Problem, take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { Person } from "./people.models";

/** One's own profile. */
export function profileOptions(userId: string) {
  return queryOptions({
    queryKey: ["person", userId, "profile"],
    queryFn: async ({ signal }) => {
      const query = supabase().from("profiles").select("id, email, full_name").eq("id", userId);
      return take(await query.abortSignal(signal).maybeSingle());
    },
  });
}

export function useSaveProfile(userId: string) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: async (fullName: string) => {
      const query = supabase().from("profiles").update({ full_name: fullName }).eq("id", userId);
      const [saved] = take(await query.select("id"));
      if (!saved)
        throw new Problem("rejected", "Your profile was not saved.", { hint: "Sign in again and retry." });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: profileOptions(userId).queryKey }),
  }));
}

/** Everyone in an org, by name. Managers and up see all of them, an agent only themselves. */
export function peopleOptions(orgId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "people"],
    queryFn: async ({ signal }): Promise<Person[]> => {
      const query = () =>
        supabase()
          .from("memberships")
          .select("user_id, role, profile:profiles!inner(email, full_name)")
          .eq("org_id", orgId)
          .order("user_id")
          .limit(fetchAllPageSize)
          .abortSignal(signal);
      type Row = NonNullable<Awaited<ReturnType<typeof query>>["data"]>[number];
      const rows = await fetchAll<Row>((last) => (last ? query().gt("user_id", last.user_id) : query()));
      const people = rows.map((row) => ({
        userId: row.user_id,
        role: row.role,
        email: row.profile.email,
        name: row.profile.full_name || row.profile.email,
      }));
      return people.sort((a, b) => a.name.localeCompare(b.name));
    },
    reconcile: "userId",
  });
}
