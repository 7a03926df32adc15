import { queryOptions, useMutation, useQueryClient } from "@tanstack/solid-query";
import * as v from "valibot";
import { invokeFunction } from "~/lib/invoke-function";
import { take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import { type Credentials, credentials, type Integration, integrationAnswer } from "./integrations.models";

/** An org's connection to MightyCall, or null when it never had one. Wrapped, since a query's data can't be null. */
export function integrationOptions(orgId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "integration"],
    queryFn: async ({ signal }): Promise<{ integration: Integration | null }> => {
      const query = supabase().from("integrations").select("*, updater:profiles(full_name, email)");
      const found = await query
        .eq("org_id", orgId)
        .eq("provider", "mightycall")
        .abortSignal(signal)
        .maybeSingle();
      return { integration: take(found) };
    },
  });
}

type IntegrationAction =
  | { action: "save"; api_key: string; user_key: string; account_type: Credentials["accountType"] }
  | { action: "test" }
  | { action: "remove" };

function useIntegrationAction<Input>(orgId: string, toAction: (input: Input) => IntegrationAction) {
  const queryClient = useQueryClient();
  return useMutation(() => ({
    mutationFn: (input: Input) =>
      invokeFunction("integrations", { ...toAction(input), org_id: orgId }, integrationAnswer),
    // Not waited for: the first connection replaces the form, whose callbacks must have run by then.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ["organization", orgId] }),
    // The variables of a mutation hold the keys; they are dropped as soon as nothing shows it any more.
    gcTime: 0,
  }));
}

/** Tries the credentials at MightyCall and stores them only when they work. */
export function useSaveCredentials(orgId: string) {
  return useIntegrationAction(orgId, (input: Credentials) => {
    const { accountType, apiKey, userKey } = v.parse(credentials, input);
    return { action: "save", account_type: accountType, api_key: apiKey, user_key: userKey };
  });
}

export function useTestConnection(orgId: string) {
  return useIntegrationAction(orgId, (_: undefined) => ({ action: "test" }));
}

/** Deletes the stored credentials. What was synced stays. */
export function useRemoveCredentials(orgId: string) {
  return useIntegrationAction(orgId, (_: undefined) => ({ action: "remove" }));
}
