export interface CsvColumn<Row> {
  header: string;
  /** A number is written as it is; a text is kept from being run as a formula. Null is an empty cell. */
  cell: (row: Row) => string | number | null;
}

/** What makes a spreadsheet take a cell for a formula, or skip to the character that does. */
const formulaStart = /^[=+\-@\t\r\n]/;
const needsQuotes = /[",\r\n]/;

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const harmless = formulaStart.test(value) ? `'${value}` : value;
  return needsQuotes.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One line of RFC 4180, with its end. */
function csvLine(cells: (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** The line of column names, after the mark by which Excel knows UTF-8. */
export function csvHead<Row>(columns: CsvColumn<Row>[]): string {
  return `\uFEFF${csvLine(columns.map(({ header }) => header))}`;
}

/**
 * Rows as lines of RFC 4180. A text that begins with = + - @, a tab or a line break gets an apostrophe in front, so a
 * spreadsheet shows it instead of running it; phone numbers in E.164 are among them.
 */
export function csvLines<Row>(columns: CsvColumn<Row>[], rows: Row[]): string {
  return rows.map((row) => csvLine(columns.map(({ cell }) => cell(row)))).join("");
}
