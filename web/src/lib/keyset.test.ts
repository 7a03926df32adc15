import { describe, expect, it } from "vitest";
import { afterCursor, cutPage } from "./keyset.ts";

describe("cutPage", () => {
  const cursorOf = (id: string) => ({ at: "2026-03-01T00:00:00Z", id });

  it("continues after the last row shown, not after the extra one", () => {
    expect(cutPage(["c", "b", "a"], 2, cursorOf)).toEqual({ rows: ["c", "b"], next: cursorOf("b") });
  });

  it("ends when there is no row beyond the page", () => {
    expect(cutPage(["c", "b"], 2, cursorOf).next).toBeNull();
    expect(cutPage([], 2, cursorOf)).toEqual({ rows: [], next: null });
  });
});

describe("afterCursor", () => {
  class Query {
    readonly conditions: unknown[] = [];

    lte(column: string, value: unknown) {
      this.conditions.push([column, value]);
      return this;
    }

    or(filters: string) {
      this.conditions.push(filters);
      return this;
    }
  }

  it("compares by time, then by id, so that rows of the same moment are neither lost nor doubled", () => {
    const cursor = { at: "2026-03-01T00:00:00.123456+00:00", id: "7" };
    expect(afterCursor(new Query(), "started_at", cursor).conditions).toEqual([
      ["started_at", cursor.at],
      'started_at.lt."2026-03-01T00:00:00.123456+00:00",and(started_at.eq."2026-03-01T00:00:00.123456+00:00",id.lt.7)',
    ]);
  });

  it("leaves every row without a cursor", () => {
    expect(afterCursor(new Query(), "started_at", null).conditions).toEqual([]);
  });
});
