import type { Tables } from "~/lib/supabase";

export type PhoneNumber = Tables["phone_numbers"]["Row"] & {
  number_assignments: Pick<Tables["number_assignments"]["Row"], "user_id">[];
};

export const numberStates = ["all", "active", "inactive", "unassigned"] as const;
export type NumberState = (typeof numberStates)[number];

export interface NumberFilters {
  search: string;
  state: NumberState;
}

export function parseNumberFilters(params: Record<string, unknown>): NumberFilters {
  return {
    search: typeof params.q === "string" ? params.q : "",
    state: numberStates.find((state) => state === params.state) ?? "all",
  };
}

/** Active numbers first, the primary one on top, then by label and number. */
export function sortNumbers<Sorted extends PhoneNumber>(numbers: Sorted[]): Sorted[] {
  return [...numbers].sort(
    (a, b) =>
      Number(b.is_active) - Number(a.is_active) ||
      Number(b.is_primary) - Number(a.is_primary) ||
      (a.label ?? "").localeCompare(b.label ?? "") ||
      a.number.localeCompare(b.number),
  );
}

/** The numbers that a search and a state leave. Digits are found however the number is written. */
export function filterNumbers(numbers: PhoneNumber[], filters: NumberFilters): PhoneNumber[] {
  const text = filters.search.trim().toLowerCase();
  const digits = text.replace(/\D/g, "");
  return numbers.filter((number) => {
    const isFound =
      text === "" ||
      (number.label ?? "").toLowerCase().includes(text) ||
      (digits !== "" && number.number.includes(digits));
    return isFound && isInState(number, filters.state);
  });
}

function isInState(number: PhoneNumber, state: NumberState): boolean {
  if (state === "active") return number.is_active;
  if (state === "inactive") return !number.is_active;
  if (state === "unassigned") return number.is_active && number.number_assignments.length === 0;
  return true;
}
