import { describe, expect, it } from "vitest";
import { agentLabel, answerRate, nextSorting, sortBy } from "./breakdown.models.ts";

describe("answerRate", () => {
  it("is unknown, not zero, when nothing was offered", () => {
    expect(answerRate({ offered: 0, answered: 0 })).toBeNull();
    expect(answerRate({ offered: 4, answered: 0 })).toBe(0);
    expect(answerRate({ offered: 4, answered: 3 })).toBe(0.75);
  });
});

describe("sortBy", () => {
  const rows = [
    { name: "Bo", talk: 5 },
    { name: "Al", talk: null },
    { name: "Cy", talk: 12 },
    { name: "Di", talk: 5 },
  ];
  const names = (sorted: { name: string }[]) => sorted.map(({ name }) => name).join(" ");

  it("keeps the unknown last both ways, and equals in order", () => {
    expect(names(sortBy(rows, (row) => row.talk, true))).toBe("Cy Bo Di Al");
    expect(names(sortBy(rows, (row) => row.talk, false))).toBe("Bo Di Cy Al");
  });

  it("compares numbers as numbers and names as names", () => {
    expect(names(sortBy(rows, (row) => row.name, false))).toBe("Al Bo Cy Di");
    expect(sortBy([9, 10, 100], (value) => value, true)).toEqual([100, 10, 9]);
  });
});

describe("nextSorting", () => {
  it("turns the sorted column around, and starts others where people look first", () => {
    const byTalk = { key: "talk", isDescending: true };
    expect(nextSorting(byTalk, "talk", false)).toEqual({ key: "talk", isDescending: false });
    expect(nextSorting(byTalk, "outbound", false)).toEqual({ key: "outbound", isDescending: true });
    expect(nextSorting(byTalk, "name", true)).toEqual({ key: "name", isDescending: false });
  });
});

describe("agentLabel", () => {
  it("goes by the extension where no name is known", () => {
    expect(agentLabel({ agent_name: null, agent_extension: "104" })).toBe("Extension 104");
  });
});
