/** One weakening of the schema: SQL that is applied inside a transaction before a test file runs in it. */
export type Mutant = {
  /** What was weakened in general, such as `policy: using true`. The subset takes one mutant of each kind. */
  kind: string;
  /** What was weakened exactly. */
  name: string;
  sql: string;
  /** Which test files are the likeliest to notice: these run first. */
  noticedBy: "isolation" | "catalog" | "behaviour";
};
