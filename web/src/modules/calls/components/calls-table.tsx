import { createMemo, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { dayName } from "~/lib/day-name";
import { formatDateTime } from "~/lib/format";
import { groupByDay } from "~/lib/group-by-day";
import { type Day, startOfDay } from "~/lib/time-zone";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { type VirtualRowAttributes, VirtualRows } from "~/ui/virtual-rows";
import { type CallColumn, callColumnLabels } from "../call-columns.models";
import type { Call } from "../calls.models";
import { callCells } from "./call-cells";

interface CallsTableProps {
  calls: Call[];
  today: Day;
  columns: CallColumn[];
  /** Whether there are older calls that aren't loaded. */
  hasMore: boolean;
  numbersById: Map<string, PhoneNumber>;
  onOpen: (callId: string) => void;
}

const cellClass = "px-3 py-2.5 first:pl-5 last:pr-5 print:py-1.5";

/** What tells a day's row from a call's among the keys of the rows. */
const dayPrefix = "day ";

/** The call log by day: a table of any length, which stacks into cards where it would not fit. */
export function CallsTable(props: CallsTableProps) {
  const { organization } = useOrganization();
  const callsById = createMemo(() => new Map(props.calls.map((call) => [call.id, call])));
  const days = createMemo(() =>
    groupByDay([...callsById().values()], (call) => call.started_at, organization().time_zone),
  );
  const keys = createMemo(() =>
    days().flatMap(({ day, rows }) => [dayPrefix + day, ...rows.map(({ id }) => id)]),
  );
  // With number and agent both, the rest would be squeezed on small screens; the drawer has the agent.
  const columnClass = (column: CallColumn) =>
    column === "agent" && props.columns.includes("number") ? "crowded:hidden" : "";
  return (
    <table class="w-full table-fixed compact:block" aria-rowcount={props.hasMore ? -1 : keys().length + 1}>
      <caption class="sr-only">Calls, newest first</caption>
      <thead class="border-line border-b text-ink-muted text-xs compact:sr-only">
        <tr aria-rowindex={1}>
          <For each={props.columns}>
            {(column) => (
              <th
                scope="col"
                class={`${cellClass} text-left font-medium ${callCells[column].headClass} ${columnClass(column)}`}
              >
                {callColumnLabels[column]}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <VirtualRows
        keys={keys()}
        kindOf={(key) => (key.startsWith(dayPrefix) ? "day" : "call")}
        columnCount={props.columns.length}
      >
        {(key, attributes) =>
          key.startsWith(dayPrefix) ? (
            <DayRow
              day={key.slice(dayPrefix.length)}
              today={props.today}
              columnCount={props.columns.length}
              attributes={attributes}
            />
          ) : (
            <Show when={callsById().get(key)}>
              {(call) => (
                <tr
                  {...attributes}
                  class="relative break-inside-avoid border-line border-b transition-colors hover:bg-sunken md:h-15 print:h-auto compact:grid compact:grid-cols-[minmax(0,1fr)_auto] compact:gap-x-3 compact:px-4 compact:py-3"
                >
                  <For each={props.columns}>
                    {(column) => (
                      <td
                        class={`${cellClass} compact:p-0! ${callCells[column].cellClass} ${columnClass(column)}`}
                      >
                        <Dynamic
                          component={callCells[column].cell}
                          call={call()}
                          number={props.numbersById.get(call().phone_number_id ?? "")}
                          onOpen={props.onOpen}
                        />
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </Show>
          )
        }
      </VirtualRows>
    </table>
  );
}

interface DayRowProps {
  day: Day;
  today: Day;
  columnCount: number;
  attributes: VirtualRowAttributes;
}

function DayRow(props: DayRowProps): JSX.Element {
  const { organization } = useOrganization();
  return (
    <tr
      {...props.attributes}
      class="break-inside-avoid break-after-avoid border-line border-b bg-sunken compact:block"
    >
      <th
        scope="colgroup"
        colSpan={props.columnCount}
        class="px-5 py-1.5 text-left font-medium text-ink-muted text-xs compact:block compact:px-4"
      >
        <Show when={dayName(props.day, props.today)}>
          {(name) => <span class="mr-2 text-ink">{name()}</span>}
        </Show>
        {formatDateTime(startOfDay(props.day, organization().time_zone), organization().time_zone, "date")}
      </th>
    </tr>
  );
}
