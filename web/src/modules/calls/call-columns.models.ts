/** The columns of the call log, in their order. */
const callColumns = ["contact", "number", "agent", "outcome", "duration", "time"] as const;
export type CallColumn = (typeof callColumns)[number];

export const callColumnLabels: Record<CallColumn, string> = {
  contact: "Contact",
  number: "Number",
  agent: "Agent",
  outcome: "Outcome",
  duration: "Duration",
  time: "Time",
};

/** Those that a person may hide: without whom and when, a row says nothing. */
export const optionalCallColumns = callColumns.filter((column) => column !== "contact" && column !== "time");

/** The columns to show while some are hidden; names that aren't of a column, or of one that stays, hide nothing. */
export function callColumnsWithout(hidden: string[]): CallColumn[] {
  return callColumns.filter(
    (column) => !optionalCallColumns.some((name) => name === column) || !hidden.includes(column),
  );
}
