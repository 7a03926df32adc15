import { describe, expect, it } from "vitest";
import {
  businessNumberName,
  filterNumbers,
  type PhoneNumber,
  parseNumberFilters,
  sortNumbers,
} from "./numbers.models.ts";

function phoneNumber(number: string, changes: Partial<PhoneNumber> = {}): PhoneNumber {
  return {
    id: number,
    org_id: "o",
    integration_id: "i",
    number,
    label: null,
    is_active: true,
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
}

const sales = phoneNumber("+15550100900", { label: "Sales", number_assignments: [{ user_id: "u" }] });
const support = phoneNumber("+15550100911", { label: "Support", is_primary: true });
const former = phoneNumber("+15550100922", { is_active: false });
const all = [former, sales, support];

const numbersOf = (list: PhoneNumber[]) => list.map((entry) => entry.number);

describe("businessNumberName", () => {
  it("is the label, or the number where there is none", () => {
    expect(businessNumberName(sales)).toBe("Sales");
    expect(businessNumberName({ ...sales, label: "" })).toBe("+1 (555) 010-0900");
    expect(businessNumberName(former)).toBe("+1 (555) 010-0922");
    expect(businessNumberName(undefined)).toBeNull();
  });
});

describe("sortNumbers", () => {
  it("puts the primary number first and inactive ones last", () => {
    expect(sortNumbers(all)).toEqual([support, sales, former]);
  });
});

describe("filterNumbers", () => {
  it("finds a label whatever its case", () => {
    expect(filterNumbers(all, { search: "sAL", state: "all" })).toEqual([sales]);
  });

  it.each(["555 0100911", "(555) 010-0911", "0911"])("finds a number written as %s", (search) => {
    expect(filterNumbers(all, { search, state: "all" })).toEqual([support]);
  });

  it("tells active, inactive and unassigned apart", () => {
    expect(numbersOf(filterNumbers(all, { search: "", state: "active" }))).toEqual(
      numbersOf([sales, support]),
    );
    expect(filterNumbers(all, { search: "", state: "inactive" })).toEqual([former]);
    expect(filterNumbers(all, { search: "", state: "unassigned" })).toEqual([support]);
  });

  it("finds nothing rather than everything for a text that no number has", () => {
    expect(filterNumbers(all, { search: "zebra", state: "all" })).toEqual([]);
  });
});

describe("parseNumberFilters", () => {
  it("shows everything when the address says nothing or nonsense", () => {
    expect(parseNumberFilters({ state: "purple", q: ["a", "b"] })).toEqual({ search: "", state: "all" });
  });
});
