import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { classNames } from "~/lib/class-names";
import { formatInteger } from "~/lib/format";
import { Button } from "~/ui/button";
import { nextSorting, type Sorting, type SortValue, sortBy } from "../breakdown.models";

export interface BreakdownColumn<Row> {
  key: string;
  label: string;
  isText?: boolean;
  value: (row: Row) => SortValue;
  cell: (row: Row) => JSX.Element;
}

interface BreakdownTableProps<Row> {
  caption: string;
  /** The first names the row. */
  columns: BreakdownColumn<Row>[];
  rows: Row[];
  /** What is sorted by at first, highest first. */
  sortedBy: string;
  /** The rows in the plural: "numbers". */
  what: string;
}

export const rowsAtFirst = 8;

/** Figures by row, sorted by any column. It scrolls sideways where it would not fit, with the names in place. */
export function BreakdownTable<Row>(props: BreakdownTableProps<Row>) {
  const [sorting, setSorting] = createSignal<Sorting<string>>({ key: props.sortedBy, isDescending: true });
  const [isUnfolded, setIsUnfolded] = createSignal(false);
  const sorted = createMemo(() => {
    const column = props.columns.find(({ key }) => key === sorting().key);
    return column ? sortBy(props.rows, column.value, sorting().isDescending) : props.rows;
  });
  const shown = () => (isUnfolded() ? sorted() : sorted().slice(0, rowsAtFirst));
  const ariaSort = (key: string) => {
    if (sorting().key !== key) return undefined;
    return sorting().isDescending ? "descending" : "ascending";
  };
  const stickyClass = "sticky left-0 z-[1] bg-surface pl-4 text-left sm:pl-6";
  return (
    <>
      <div class="overflow-x-auto rounded-b-xl">
        <table class="w-full">
          <caption class="sr-only">{props.caption}</caption>
          <thead class="border-line border-b text-xs">
            <tr>
              <For each={props.columns}>
                {(column, index) => (
                  <th
                    scope="col"
                    aria-sort={ariaSort(column.key)}
                    class={classNames(
                      "py-1 font-medium last:pr-4 sm:last:pr-6",
                      index() === 0 ? stickyClass : "pl-4 text-right",
                    )}
                  >
                    <button
                      type="button"
                      class={classNames(
                        "inline-flex min-h-8 items-center gap-1 whitespace-nowrap rounded-sm hover:text-ink pointer-coarse:min-h-11",
                        sorting().key === column.key ? "text-ink" : "text-ink-muted",
                      )}
                      onClick={() => setSorting(nextSorting(sorting(), column.key, column.isText ?? false))}
                    >
                      {column.label}
                      <Show when={sorting().key === column.key}>
                        <Dynamic
                          component={sorting().isDescending ? ArrowDown : ArrowUp}
                          class="size-3"
                          aria-hidden="true"
                        />
                      </Show>
                    </button>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody class="divide-y divide-line">
            <For each={shown()}>
              {(row) => (
                <tr class="group">
                  <For each={props.columns}>
                    {(column, index) => (
                      <Show
                        when={index() === 0}
                        fallback={
                          <td class="whitespace-nowrap py-2.5 pl-4 text-right last:pr-4 sm:last:pr-6">
                            {column.cell(row)}
                          </td>
                        }
                      >
                        <th scope="row" class={`${stickyClass} max-w-44 py-2.5 font-normal sm:max-w-72`}>
                          {column.cell(row)}
                        </th>
                      </Show>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={props.rows.length > rowsAtFirst}>
        <div class="border-line border-t px-2 py-1.5 sm:px-4">
          <Button
            variant="quiet"
            size="small"
            aria-expanded={isUnfolded()}
            onClick={() => setIsUnfolded(!isUnfolded())}
          >
            {isUnfolded()
              ? `Show the first ${rowsAtFirst} ${props.what}`
              : `Show all ${formatInteger(props.rows.length)} ${props.what}`}
          </Button>
        </div>
      </Show>
    </>
  );
}
