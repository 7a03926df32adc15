import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { Problem, take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { OrganizationRole } from "~/modules/organizations/organizations.models";
import { membershipsOptions } from "~/modules/organizations/organizations.queries";
import { peopleOptions } from "./people.queries";

const unchanged = {
  hint: "The person may have left, or your own role has changed meanwhile. Reload the page.",
};

async function setRole(orgId: string, userId: string, role: OrganizationRole): Promise<void> {
  const query = supabase().from("memberships").update({ role }).eq("org_id", orgId).eq("user_id", userId);
  const [changed] = take(await query.select("user_id"));
  if (!changed) throw new Problem("rejected", "The role was not changed.", unchanged);
}

async function removeMember(orgId: string, userId: string): Promise<void> {
  const query = supabase().from("memberships").delete().eq("org_id", orgId).eq("user_id", userId);
  const [removed] = take(await query.select("user_id"));
  if (!removed) throw new Problem("rejected", "The person was not removed.", unchanged);
}

/** Gives people other roles, in order. Who may do so is decided by the database, in words for people. */
export function useChangeRoles(orgId: string) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: async (changes: { userId: string; role: OrganizationRole }[]) => {
      for (const { userId, role } of changes) await setRole(orgId, userId, role);
    },
    // One's own role may be among them, so what depends on it is read anew. Not awaited, as below.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: peopleOptions(orgId).queryKey });
      void queryClient.invalidateQueries({ queryKey: ["person"] });
    },
  }));
}

/** Takes a person out of an org, and with them their numbers. */
export function useRemoveMember(orgId: string) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: (userId: string) => removeMember(orgId, userId),
    // Not awaited: what asked would be gone from the page before it could say what came of it.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ["organization", orgId] });
    },
  }));
}

/** Gives up one's own membership. */
export function useLeaveOrganization(orgId: string, userId: string) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: () => removeMember(orgId, userId),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: ["organization", orgId] });
      return queryClient.invalidateQueries({ queryKey: membershipsOptions(userId).queryKey });
    },
  }));
}
