import { createMemo, createSignal, For, Index, Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { ChartTooltip } from "./chart-tooltip";
import { tapToShow } from "./tap-to-show";
import "./chart-colors.css";

export interface HeatMapCell {
  /** In full, for the tooltip: "Monday, 3 PM". */
  title: string;
  /** What is known of it: "12 offered, 83% answered". */
  text: string;
  /** A CSS colour; null for a cell without anything. */
  color: string | null;
  /** What the cell leads to, if anything. */
  href: string | undefined;
}

export interface HeatMapRow {
  label: string;
  cells: HeatMapCell[];
}

interface ChartHeatMapProps {
  caption: string;
  /** What the rows are: "Weekday". */
  rowsLabel: string;
  columns: string[];
  rows: HeatMapRow[];
}

interface Place {
  row: number;
  column: number;
}

/** Of so many column heads one is shown, on phones of twice as many. */
const labelEvery = 3;

/** A table of colours. One stop of the Tab key; the arrow keys go from cell to cell, and each says its values. */
export function ChartHeatMap(props: ChartHeatMapProps) {
  // Each cell asks for these: unremembered, the whole map would be made anew for every one.
  const rows = createMemo(() => props.rows);
  const columns = createMemo(() => props.columns);
  const [active, setActive] = createSignal<Place>();
  const [current, setCurrent] = createSignal<Place>({ row: 0, column: 0 });
  const activeCell = () => rows()[active()?.row ?? -1]?.cells[active()?.column ?? -1];
  const lastRow = () => rows().length - 1;
  const lastColumn = () => columns().length - 1;
  const tabStop = createMemo(
    (): Place => ({
      row: Math.min(current().row, lastRow()),
      column: Math.min(current().column, lastColumn()),
    }),
  );
  let body: HTMLTableSectionElement | undefined;

  function onKeyDown(event: KeyboardEvent) {
    const { row, column } = tabStop();
    const targets: Record<string, Place> = {
      ArrowLeft: { row, column: Math.max(0, column - 1) },
      ArrowRight: { row, column: Math.min(lastColumn(), column + 1) },
      ArrowUp: { row: Math.max(0, row - 1), column },
      ArrowDown: { row: Math.min(lastRow(), row + 1), column },
      Home: { row, column: 0 },
      End: { row, column: lastColumn() },
    };
    const target = targets[event.key];
    if (!target) return;
    event.preventDefault();
    body?.rows[target.row]?.querySelectorAll<HTMLElement>("[data-cell]")[target.column]?.focus();
  }

  function activate(place: Place) {
    setActive(place);
    setCurrent(place);
  }

  return (
    <div class="relative flex flex-1 flex-col" onPointerLeave={() => setActive(undefined)}>
      <table class="w-full flex-1 table-fixed">
        <caption class="sr-only">{props.caption}</caption>
        <thead>
          <tr class="h-5 text-ink-faint text-xs">
            <th scope="col" class="w-9">
              <span class="sr-only">{props.rowsLabel}</span>
            </th>
            <For each={columns()}>
              {(column, index) => (
                <th scope="col" class="whitespace-nowrap p-0 text-left align-top font-normal">
                  <span
                    classList={{
                      "sr-only": index() % labelEvery !== 0,
                      "max-sm:sr-only": index() % (2 * labelEvery) !== 0,
                    }}
                  >
                    {column}
                  </span>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody ref={body}>
          <Index each={rows()}>
            {(row, rowIndex) => (
              <tr>
                <th scope="row" class="p-0 text-left font-normal text-ink-muted text-xs">
                  {row().label}
                </th>
                <Index each={row().cells}>
                  {(cell, columnIndex) => {
                    const place = () => ({ row: rowIndex, column: columnIndex });
                    const isTabStop = () => tabStop().row === rowIndex && tabStop().column === columnIndex;
                    return (
                      <td class="h-8.5 p-px">
                        <Cell
                          cell={cell()}
                          tabIndex={isTabStop() ? 0 : -1}
                          isActive={active()?.row === rowIndex && active()?.column === columnIndex}
                          onActive={(isActive) => (isActive ? activate(place()) : setActive(undefined))}
                          onKeyDown={onKeyDown}
                        />
                      </td>
                    );
                  }}
                </Index>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
      <Show when={activeCell()}>
        {(cell) => (
          <div
            class="pointer-events-none absolute inset-x-0"
            // Rows are of one height, below a head of 1.25rem.
            style={{
              top: `calc(1.25rem + (100% - 1.25rem) * ${(active()?.row ?? 0) / rows().length})`,
            }}
          >
            <ChartTooltip
              placement="above"
              title={cell().title}
              at={((active()?.column ?? 0) + 1) / (columns().length + 1)}
            >
              <p class="mt-0.5 text-ink-muted">{cell().text}</p>
            </ChartTooltip>
          </div>
        )}
      </Show>
    </div>
  );
}

interface CellProps {
  cell: HeatMapCell;
  tabIndex: number;
  isActive: boolean;
  onActive: (isActive: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Cell(props: CellProps) {
  const shared = {
    "data-cell": "",
    get "aria-label"() {
      return `${props.cell.title}: ${props.cell.text}`;
    },
    get tabIndex() {
      return props.tabIndex;
    },
    get class() {
      return classNames(
        "block h-full w-full rounded-[0.3rem] outline-offset-1 [print-color-adjust:exact] hover:outline-2 hover:outline-ink-faint",
        props.cell.color === null && "bg-sunken",
        props.cell.href === undefined && "cursor-default!",
      );
    },
    get style() {
      return { "background-color": props.cell.color ?? undefined };
    },
    ...tapToShow({ isShown: () => props.isActive, show: () => props.onActive(true) }),
    onFocus: () => props.onActive(true),
    onBlur: () => props.onActive(false),
    onKeyDown: (event: KeyboardEvent) => props.onKeyDown(event),
  };
  return (
    <Show when={props.cell.href} fallback={<button type="button" {...shared} />}>
      {(href) => <a href={href()} {...shared} draggable={false} />}
    </Show>
  );
}
