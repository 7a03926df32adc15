import { describe, expect, it } from "vitest";
import type { Person } from "~/modules/people/people.models";
import { numberCsvColumns } from "./numbers.csv.ts";
import type { PhoneNumber } from "./numbers.models.ts";

const people: Person[] = ["Ada", "Ben", "Cleo"].map((name) => ({
  userId: name.toLowerCase(),
  role: "agent",
  email: `${name}@example.com`,
  name,
}));

const activity = new Map([["n", { calls: 12, messages: 3 }]]);

function rowOf(changes: Partial<PhoneNumber>) {
  const number: PhoneNumber = {
    id: "n",
    org_id: "o",
    integration_id: "i",
    number: "+15550100900",
    label: null,
    is_active: false,
    is_primary: false,
    is_toll_free: false,
    can_text: null,
    can_call: null,
    provider_id: null,
    first_seen_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    number_assignments: [],
    ...changes,
  };
  return Object.fromEntries(
    numberCsvColumns(people, activity).map(({ header, cell }) => [header, cell(number)]),
  );
}

describe("an exported number", () => {
  it("is told in the words of the table, with everybody who is assigned", () => {
    const assigned = [{ user_id: "cleo" }, { user_id: "ada" }, { user_id: "left" }];
    expect(
      rowOf({
        label: "Sales",
        is_active: true,
        is_primary: true,
        can_text: true,
        can_call: true,
        number_assignments: assigned,
      }),
    ).toEqual({
      Number: "+1 (555) 010-0900",
      Kind: "Primary · Calls and texts",
      Label: "Sales",
      State: "Active",
      "Calls, last 7 days": "12",
      "Messages, last 7 days": "3",
      "Assigned people": "Ada; Cleo",
    });
  });

  it("leaves empty what isn't known or isn't there", () => {
    expect(rowOf({ id: "quiet" })).toEqual({
      Number: "+1 (555) 010-0900",
      Kind: null,
      Label: null,
      State: "Inactive",
      "Calls, last 7 days": "0",
      "Messages, last 7 days": "0",
      "Assigned people": null,
    });
  });
});
