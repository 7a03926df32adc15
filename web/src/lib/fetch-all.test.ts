import type { PostgrestSingleResponse } from "@supabase/supabase-js";
import { describe, expect, it } from "vitest";
import { fetchAll, fetchAllPageSize } from "./fetch-all.ts";

function answer(data: number[]): PostgrestSingleResponse<number[]> {
  return { data, error: null, count: null, status: 200, statusText: "OK", success: true };
}

function listOf(length: number) {
  const list = Array.from({ length }, (_, index) => index + 1);
  return async (last = 0) => answer(list.filter((row) => row > last).slice(0, fetchAllPageSize));
}

describe("fetchAll", () => {
  it.each([0, 1, fetchAllPageSize - 1, fetchAllPageSize, fetchAllPageSize + 1, 3 * fetchAllPageSize])(
    "returns all of %i rows, once each and in order",
    async (length) => {
      const rows = await fetchAll(listOf(length));
      expect(rows).toEqual(Array.from({ length }, (_, index) => index + 1));
    },
  );
});
