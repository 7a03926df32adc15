import { expect, it } from "vitest";
import { behind, takeoutEnd, takeoutFileName, takeoutLine } from "./takeout.models.ts";

it("asks for what lies behind a row by one column", () => {
  expect(behind(["id"], { id: "7a" })).toBe('id.gt."7a"');
});

it("asks for what lies behind a row by two columns, the second deciding among equals", () => {
  const row = { started_at: "2026-03-01T10:00:00.5+00:00", id: "7a" };
  expect(behind(["started_at", "id"], row)).toBe(
    'started_at.gt."2026-03-01T10:00:00.5+00:00",and(started_at.eq."2026-03-01T10:00:00.5+00:00",id.gt."7a")',
  );
});

it("writes a line a row, whatever is in it, and ends with the counts", () => {
  expect(takeoutLine("calls", { body: 'two\nlines and a "quote"' })).toBe(
    '{"table":"calls","row":{"body":"two\\nlines and a \\"quote\\""}}\n',
  );
  expect(takeoutEnd({ calls: 2 })).toBe('{"complete":true,"rows":{"calls":2}}\n');
});

it("names the file for the organization and the day", () => {
  expect(takeoutFileName("northwind-dental", new Date("2026-03-01T23:59:00Z"))).toBe(
    "northwind-dental-2026-03-01.ndjson.gz",
  );
});
