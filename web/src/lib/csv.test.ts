import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "../../../tests/support/read-csv.ts";
import { type CsvColumn, csvHead, csvLines } from "./csv.ts";

const columns: CsvColumn<{ text: string; count: number | null }>[] = [
  { header: "Text", cell: ({ text }) => text },
  { header: "Count", cell: ({ count }) => count },
];

describe("csvLines", () => {
  it("gives back every text, whatever it holds, behind at most one apostrophe", () => {
    const anyText = fc.string({ unit: fc.oneof(fc.constantFrom(..."=+-@\t\r\n\",;' "), fc.string()) });
    fc.assert(
      fc.property(fc.array(fc.record({ text: anyText, count: fc.integer() })), (rows) => {
        const read = readCsv(csvLines(columns, rows));
        expect(read).toEqual(
          rows.map(({ text, count }) => [/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text, String(count)]),
        );
      }),
    );
  });

  it.each(["=1+1", "+15550100900", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])(
    "keeps a spreadsheet from running %j",
    (text) => {
      expect(readCsv(csvLines(columns, [{ text, count: 0 }]))[0]?.[0]).toBe(`'${text}`);
    },
  );

  it("writes numbers as numbers, negative ones too, and the unknown as an empty cell", () => {
    const rows = [
      { text: "a", count: -1.5 },
      { text: "b", count: null },
    ];
    expect(csvLines(columns, rows)).toBe("a,-1.5\r\nb,\r\n");
  });
});

describe("csvHead", () => {
  it("names the columns and begins with the mark of UTF-8", () => {
    expect(csvHead(columns)).toBe("\uFEFFText,Count\r\n");
  });
});
