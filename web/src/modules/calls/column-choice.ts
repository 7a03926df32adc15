import { createMemo, createSignal } from "solid-js";
import { readStored, writeStored } from "~/lib/stored";
import { type CallColumn, callColumnsWithout, optionalCallColumns } from "./call-columns.models";

/** The columns that a person wants to see, on this device. */
export function createColumnChoice(userId: string) {
  const storageKey = `victorysync.hidden-call-columns.${userId}`;
  const [hidden, setHidden] = createSignal(readStored(storageKey)?.split(",") ?? []);
  const columns = createMemo(() => callColumnsWithout(hidden()));
  // The hidden ones are kept, so that a column that comes later is seen.
  function choose(chosen: CallColumn[]) {
    const others = optionalCallColumns.filter((column) => !chosen.includes(column));
    setHidden(others);
    writeStored(storageKey, others.length > 0 ? others.join(",") : null);
  }
  return { columns, choose };
}
