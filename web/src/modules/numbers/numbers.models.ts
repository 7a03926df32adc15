import { formatPhoneNumber } from "~/lib/phone-number";
import type { Tables } from "~/lib/supabase";
import type { Person } from "~/modules/people/people.models";

export type PhoneNumber = Tables["phone_numbers"]["Row"] & {
  number_assignments: Pick<Tables["number_assignments"]["Row"], "user_id">[];
};

/** Calls and messages of a number in the last seven days of its org, today among them. */
export interface NumberActivity {
  calls: number;
  messages: number;
}

type NamedNumber = Pick<PhoneNumber, "label" | "number">;

/** A business number as people call it: its label, or itself; null when it isn't known. */
export function businessNumberName(number: NamedNumber): string;
export function businessNumberName(number: NamedNumber | undefined): string | null;
export function businessNumberName(number: NamedNumber | undefined): string | null {
  if (!number) return null;
  return number.label || formatPhoneNumber(number.number);
}

export const numberStates = ["all", "active", "inactive", "unassigned"] as const;
export type NumberState = (typeof numberStates)[number];

export const stateLabels: Record<NumberState, string> = {
  all: "All numbers",
  active: "Active",
  inactive: "Inactive",
  unassigned: "Nobody assigned",
};

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

/** The address parameters of filters; undefined, so absent, for those that are off. */
export function numberParams({ search, state }: NumberFilters) {
  return { q: search || undefined, state: state === "all" ? undefined : state };
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

/** What kind of number it is, in few words. */
export function numberTraits(number: PhoneNumber): string {
  const traits = [
    number.is_primary && "Primary",
    number.is_toll_free && "Toll-free",
    number.can_call && number.can_text && "Calls and texts",
    number.can_call && number.can_text === false && "Calls only",
    number.can_text && number.can_call === false && "Texts only",
  ];
  return traits.filter(Boolean).join(" · ");
}

/** Those of the people who see a number. */
export function assignedPeople(number: PhoneNumber, people: Person[]): Person[] {
  const ids = new Set(number.number_assignments.map((assignment) => assignment.user_id));
  return people.filter((person) => ids.has(person.userId));
}
