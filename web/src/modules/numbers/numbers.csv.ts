import type { CsvColumn } from "~/lib/csv";
import { formatPhoneNumber } from "~/lib/phone-number";
import type { Person } from "~/modules/people/people.models";
import {
  assignedPeople,
  type NumberActivity,
  numberTraits,
  type PhoneNumber,
  stateLabels,
} from "./numbers.models";

/** What an export of numbers holds: what the table shows, with its words and nothing shortened. */
export function numberCsvColumns(
  people: Person[],
  activity: ReadonlyMap<string, NumberActivity>,
): CsvColumn<PhoneNumber>[] {
  return [
    { header: "Number", cell: ({ number }) => formatPhoneNumber(number) },
    { header: "Kind", cell: (number) => numberTraits(number) || null },
    { header: "Label", cell: ({ label }) => label },
    { header: "State", cell: ({ is_active }) => stateLabels[is_active ? "active" : "inactive"] },
    { header: "Calls, last 7 days", cell: ({ id }) => String(activity.get(id)?.calls ?? 0) },
    { header: "Messages, last 7 days", cell: ({ id }) => String(activity.get(id)?.messages ?? 0) },
    {
      header: "Assigned people",
      cell: (number) =>
        assignedPeople(number, people)
          .map(({ name }) => name)
          .join("; ") || null,
    },
  ];
}
