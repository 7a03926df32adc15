import { Show } from "solid-js";
import { type BreakdownColumn, BreakdownTable } from "./breakdown-table";

interface BreakdownRowsProps<Row> {
  caption: string;
  /** The rows in the plural: "numbers". */
  what: string;
  /** Said when there is none. */
  empty: string;
  sortedBy: string;
  columns: BreakdownColumn<Row>[];
  rows: Row[];
}

/** The table of a breakdown, or why it is empty. */
export function BreakdownRows<Row>(props: BreakdownRowsProps<Row>) {
  return (
    <Show
      when={props.rows.length > 0}
      fallback={<p class="px-4 pt-1 pb-6 text-ink-muted sm:px-6">{props.empty}</p>}
    >
      <BreakdownTable {...props} />
    </Show>
  );
}
