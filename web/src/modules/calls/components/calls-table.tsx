import AudioLines from "lucide-solid/icons/audio-lines";
import { createMemo, For, Show } from "solid-js";
import { formatDateTime, formatDuration, unknown } from "~/lib/format";
import { dayOf, startOfDay } from "~/lib/time-zone";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { type Call, dayName, groupByDay } from "../calls.models";
import { agentName, businessNumberName, counterpartNames } from "./call-names";
import { DirectionIcon } from "./direction-icon";
import { OutcomeBadge } from "./outcome-badge";

interface CallsTableProps {
  calls: Call[];
  numbersById: Map<string, PhoneNumber>;
  onOpen: (callId: string) => void;
}

const headClass = "px-3 py-2.5 text-left font-medium first:pl-5 last:pr-5";
const cellClass = "px-3 py-2.5 first:pl-5 last:pr-5 max-md:p-0!";

/** The call log by day: a table, which stacks into cards where it would not fit. */
export function CallsTable(props: CallsTableProps) {
  const { organization } = useOrganization();
  const today = () => dayOf(new Date(), organization().time_zone);
  const days = createMemo(() => groupByDay(props.calls, organization().time_zone));
  return (
    <table class="w-full table-fixed max-md:block">
      <caption class="sr-only">Calls, newest first</caption>
      <thead class="border-line border-b text-ink-muted text-xs max-md:sr-only">
        <tr>
          <th scope="col" class={`${headClass} w-[30%]`}>
            Contact
          </th>
          <th scope="col" class={headClass}>
            Number
          </th>
          <th scope="col" class={`${headClass} max-xl:hidden`}>
            Agent
          </th>
          <th scope="col" class={`${headClass} w-34`}>
            Outcome
          </th>
          <th scope="col" class={`${headClass} w-24 text-right!`}>
            Duration
          </th>
          <th scope="col" class={`${headClass} w-28 text-right!`}>
            Time
          </th>
        </tr>
      </thead>
      <For each={days()}>
        {(group) => (
          <tbody class="max-md:block">
            <tr class="border-line border-b bg-sunken max-md:block">
              <th
                scope="rowgroup"
                colSpan={5}
                class="px-5 py-1.5 text-left font-medium text-ink-muted text-xs max-md:block max-md:px-4"
              >
                <Show when={dayName(group.day, today())}>
                  {(name) => <span class="mr-2 text-ink">{name()}</span>}
                </Show>
                {formatDateTime(
                  startOfDay(group.day, organization().time_zone),
                  organization().time_zone,
                  "date",
                )}
              </th>
              <td class="max-xl:hidden" />
            </tr>
            <For each={group.calls}>
              {(call) => (
                <CallRow
                  call={call}
                  number={props.numbersById.get(call.phone_number_id ?? "")}
                  onOpen={props.onOpen}
                />
              )}
            </For>
          </tbody>
        )}
      </For>
    </table>
  );
}

interface CallRowProps {
  call: Call;
  number: PhoneNumber | undefined;
  onOpen: (callId: string) => void;
}

function CallRow(props: CallRowProps) {
  const { organization } = useOrganization();
  const counterpart = () => counterpartNames(props.call);
  const time = () => formatDateTime(props.call.started_at, organization().time_zone, "time");
  return (
    <tr class="relative border-line md:h-15 border-b transition-colors hover:bg-sunken max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:px-4 max-md:py-3">
      <td class={cellClass}>
        <div class="flex items-center gap-3">
          <DirectionIcon direction={props.call.direction} />
          <span class="min-w-0">
            <button
              type="button"
              class="block max-w-full truncate text-left font-medium after:absolute after:inset-0"
              aria-label={`${counterpart().title}, ${time()}: details`}
              onClick={() => props.onOpen(props.call.id)}
            >
              {counterpart().title}
            </button>
            <Show when={counterpart().detail}>
              <span class="block truncate text-ink-muted text-xs">{counterpart().detail}</span>
            </Show>
          </span>
        </div>
      </td>
      <td class={`${cellClass} truncate text-ink-muted max-md:hidden`}>
        {businessNumberName(props.number) ?? unknown}
      </td>
      <td class={`${cellClass} max-xl:hidden`}>
        <span class="block truncate text-ink-muted">
          {props.call.agent_name ?? agentName(props.call) ?? unknown}
        </span>
        <Show when={props.call.agent_name && props.call.agent_extension}>
          <span class="block text-ink-faint text-xs">ext. {props.call.agent_extension}</span>
        </Show>
      </td>
      <td class={`${cellClass} max-md:order-3 max-md:mt-2 max-md:pl-11!`}>
        <OutcomeBadge outcome={props.call.outcome} />
      </td>
      <td class={`${cellClass} text-right max-md:order-4 max-md:mt-2.5 max-md:text-ink-muted`}>
        <span class="inline-flex items-center gap-2">
          <Show when={props.call.has_recording}>
            <AudioLines class="size-4 text-ink-faint" aria-label="Has a recording" />
          </Show>
          {formatDuration(props.call.duration_seconds)}
        </span>
      </td>
      <td class={`${cellClass} whitespace-nowrap text-right text-ink-muted max-md:pt-1!`}>{time()}</td>
    </tr>
  );
}
