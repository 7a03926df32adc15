import { type AuthError, isAuthRetryableFetchError } from "@supabase/supabase-js";
import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { Problem, take, unreachable } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { OrganizationDetails } from "./settings.models";

/** Changes an org. A change that the database didn't take counts as refused. */
export function useSaveOrganization(orgId: string) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: async ({ name, timeZone, serviceLevelSeconds }: OrganizationDetails) => {
      const change = { name, time_zone: timeZone, service_level_seconds: serviceLevelSeconds };
      const query = supabase().from("organizations").update(change).eq("id", orgId);
      const [saved] = take(await query.select("id"));
      if (saved) return;
      throw new Problem("rejected", "The organization was not changed.", {
        hint: "Only admins and owners change it. Reload the page to see what holds now.",
      });
    },
    // The org itself comes with the person's memberships or by its slug; the time zone moves every figure.
    onSuccess: () =>
      Promise.all(
        [["person"], ["organizations"], ["organization", orgId]].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  }));
}

/** Deletes an org with everything in it. The database asks for its name once more. */
export function useRemoveOrganization(orgId: string) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: async (confirmedName: string) => {
      const asked = { organization: orgId, confirmed_name: confirmedName };
      take(await supabase().rpc("remove_organization", asked));
    },
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: ["organization", orgId] });
      return Promise.all(
        [["person"], ["organizations"], ["platform"]].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      );
    },
  }));
}

export function useChangePassword() {
  return useMutation(() => ({
    mutationFn: async (password: string) => {
      const { error } = await supabase().auth.updateUser({ password });
      if (error) throw problemFromAuth(error, "The password was not changed.");
    },
    // The variables of a mutation hold the password; they are dropped as soon as nothing shows it any more.
    gcTime: 0,
  }));
}

/** Ends every session of the person but this one. */
export function useSignOutElsewhere() {
  return useMutation(() => ({
    mutationFn: async () => {
      const { error } = await supabase().auth.signOut({ scope: "others" });
      if (error) throw problemFromAuth(error, "The other devices were not signed out.");
    },
  }));
}

/** Supabase Auth words its refusals for people: a weak password, one used before, a sign-in too long ago. */
function problemFromAuth(error: AuthError, message: string): Problem {
  if (isAuthRetryableFetchError(error)) return unreachable(error);
  if (error.code === "reauthentication_needed") {
    const hint = "For this, sign out and in again first.";
    return new Problem("rejected", message, { hint, cause: error });
  }
  return new Problem("rejected", message, { hint: error.message, cause: error });
}
