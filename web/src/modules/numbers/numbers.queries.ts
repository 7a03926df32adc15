import { queryOptions, useMutation, useQueryClient } from "@tanstack/solid-query";
import { fetchAll, fetchAllPageSize } from "~/lib/fetch-all";
import { defaultPeriod, periodRange } from "~/lib/period";
import { Problem, take } from "~/lib/problem";
import { supabase } from "~/lib/supabase";
import type { Day } from "~/lib/time-zone";
import {
  filterNumbers,
  type NumberActivity,
  type NumberFilters,
  type PhoneNumber,
  sortNumbers,
} from "./numbers.models";

async function fetchPhoneNumbers(orgId: string, signal: AbortSignal): Promise<PhoneNumber[]> {
  const query = () =>
    supabase()
      .from("phone_numbers")
      .select("*, number_assignments(user_id)")
      .eq("org_id", orgId)
      .order("id")
      .limit(fetchAllPageSize)
      .abortSignal(signal);
  return sortNumbers(await fetchAll<PhoneNumber>((last) => (last ? query().gt("id", last.id) : query())));
}

/** The numbers that the person may see, with who is assigned to each. */
export function phoneNumbersOptions(orgId: string) {
  return queryOptions({
    queryKey: ["organization", orgId, "phone-numbers"],
    queryFn: ({ signal }) => fetchPhoneNumbers(orgId, signal),
  });
}

/** What went on on each number in the days that the lists behind it show at first: the last seven. */
export function numberActivityOptions(orgId: string, timeZone: string, today: Day) {
  const { start } = periodRange(defaultPeriod, timeZone, today);
  return queryOptions({
    queryKey: ["organization", orgId, "number-activity", start],
    queryFn: async ({ signal }): Promise<Map<string, NumberActivity>> => {
      const query = supabase().rpc("number_activity", { organization: orgId, since: start });
      const rows = take(await query.abortSignal(signal));
      return new Map(
        rows.map(({ phone_number_id, calls, messages }) => [phone_number_id, { calls, messages }]),
      );
    },
  });
}

/** The numbers that filters leave, for an export. Their order isn't that of a key, so they come as one page. */
export async function numbersToExport(
  { orgId }: { orgId: string },
  filters: NumberFilters,
  last: PhoneNumber | undefined,
  signal: AbortSignal,
): Promise<PhoneNumber[]> {
  return last ? [] : filterNumbers(await fetchPhoneNumbers(orgId, signal), filters);
}

interface AssignmentChange {
  phoneNumberId: string;
  userId: string;
  isAssigned: boolean;
}

/** Assigns a number to a person or takes it back, and shows it at once; a refusal puts it back. */
export function useChangeAssignment(orgId: string) {
  const queryClient = useQueryClient();
  const { queryKey } = phoneNumbersOptions(orgId);
  return useMutation(() => ({
    mutationFn: async (change: AssignmentChange) => {
      const done = change.isAssigned ? await assign(orgId, change) : await unassign(orgId, change);
      if (done.length > 0) return;
      throw new Problem("rejected", "The assignment was not changed.", {
        hint: "The person may have left, or someone changed it at the same time. Look again.",
      });
    },
    onMutate: async ({ phoneNumberId, userId, isAssigned }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (numbers) =>
        numbers?.map((number) => {
          if (number.id !== phoneNumberId) return number;
          const others = number.number_assignments.filter((assignment) => assignment.user_id !== userId);
          return { ...number, number_assignments: isAssigned ? [...others, { user_id: userId }] : others };
        }),
      );
      return { before };
    },
    onError: (_error, _change, context) => queryClient.setQueryData(queryKey, context?.before),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  }));
}

async function assign(orgId: string, { phoneNumberId, userId }: AssignmentChange) {
  const row = { org_id: orgId, phone_number_id: phoneNumberId, user_id: userId };
  return take(await supabase().from("number_assignments").insert(row).select("user_id"));
}

async function unassign(orgId: string, { phoneNumberId, userId }: AssignmentChange) {
  const query = supabase().from("number_assignments").delete().eq("org_id", orgId);
  return take(await query.eq("phone_number_id", phoneNumberId).eq("user_id", userId).select("user_id"));
}
