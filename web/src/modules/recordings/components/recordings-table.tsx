import Pause from "lucide-solid/icons/pause";
import Play from "lucide-solid/icons/play";
import { For, Show } from "solid-js";
import { classNames } from "~/lib/class-names";
import { dayName } from "~/lib/day-name";
import { formatDateTime, formatDuration, unknown } from "~/lib/format";
import { useRowsByDay } from "~/lib/rows-by-day";
import { type Day, startOfDay } from "~/lib/time-zone";
import { directionLabels } from "~/modules/calls/call-words.models";
import { agentTitle, counterpartNames } from "~/modules/calls/components/call-names";
import { OutcomeBadge } from "~/modules/calls/components/outcome-badge";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Spinner } from "~/ui/spinner";
import type { Playback } from "../playback/playback";
import type { Recording } from "../recordings.models";

interface RecordingsTableProps {
  recordings: Recording[];
  today: Day;
  numbersById: Map<string, PhoneNumber>;
  playback: Playback;
  onOpen: (recordingId: string) => void;
}

const headClass = "px-3 py-2.5 text-left font-medium first:pl-5 last:pr-5";
const cellClass = "px-3 py-2.5 first:pl-5 last:pr-5 max-md:p-0!";

/** Recordings by day: a table, which stacks into cards where it would not fit. */
export function RecordingsTable(props: RecordingsTableProps) {
  const { organization } = useOrganization();
  const { days, rowsOf } = useRowsByDay(
    () => props.recordings,
    (recording) => recording.started_at,
    () => organization().time_zone,
  );
  return (
    <table class="w-full table-fixed max-md:block">
      <caption class="sr-only">Recordings, newest first</caption>
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
          <th scope="col" class={`${headClass} w-28 text-right!`}>
            Call length
          </th>
          <th scope="col" class={`${headClass} w-28 text-right!`}>
            Time
          </th>
        </tr>
      </thead>
      <For each={days()}>
        {(day) => (
          <tbody class="max-md:block">
            <tr class="border-line border-b bg-sunken max-md:block">
              <th
                scope="rowgroup"
                colSpan={6}
                class="px-5 py-1.5 text-left font-medium text-ink-muted text-xs max-md:block max-md:px-4"
              >
                <Show when={dayName(day, props.today)}>
                  {(name) => <span class="mr-2 text-ink">{name()}</span>}
                </Show>
                {formatDateTime(startOfDay(day, organization().time_zone), organization().time_zone, "date")}
              </th>
            </tr>
            <For each={rowsOf(day)}>
              {(recording) => (
                <RecordingRow
                  recording={recording}
                  number={props.numbersById.get(recording.phone_number_id ?? "")}
                  playback={props.playback}
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

interface RecordingRowProps {
  recording: Recording;
  number: PhoneNumber | undefined;
  playback: Playback;
  onOpen: (recordingId: string) => void;
}

function RecordingRow(props: RecordingRowProps) {
  const { organization } = useOrganization();
  const call = () => props.recording.call;
  const counterpart = () => counterpartNames(call());
  const time = () => formatDateTime(props.recording.started_at, organization().time_zone, "time");
  const isOpen = () => props.playback.state.recordingId === props.recording.id;
  const isPlaying = () => isOpen() && props.playback.state.status === "playing";
  const isLoading = () => isOpen() && props.playback.state.status === "loading";
  return (
    <tr
      class={classNames(
        "relative border-line border-b transition-colors max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:px-4 max-md:py-3 md:h-15",
        isOpen() ? "bg-accent-soft/60" : "hover:bg-sunken",
      )}
    >
      <td class={cellClass}>
        <div class="flex items-center gap-3">
          <span
            class={classNames(
              "inline-grid size-8 shrink-0 place-items-center rounded-full",
              isOpen() ? "bg-accent text-on-accent" : "bg-accent-soft text-accent-text",
            )}
            aria-hidden="true"
          >
            <Show when={!isLoading()} fallback={<Spinner />}>
              <Show when={isPlaying()} fallback={<Play class="size-3.5 translate-x-px fill-current" />}>
                <Pause class="size-3.5 fill-current" />
              </Show>
            </Show>
          </span>
          <span class="min-w-0">
            <button
              type="button"
              class="block max-w-full truncate text-left font-medium after:absolute after:inset-0"
              aria-label={`${isPlaying() ? "Pause" : "Play"} ${counterpart().title}, ${time()}`}
              aria-current={isOpen() ? "true" : undefined}
              onClick={() => props.onOpen(props.recording.id)}
            >
              {counterpart().title}
            </button>
            <span class="block truncate text-ink-muted text-xs">
              {[directionLabels[call().direction], counterpart().detail].filter(Boolean).join(" · ")}
            </span>
          </span>
        </div>
      </td>
      <td class={`${cellClass} truncate text-ink-muted max-md:hidden`}>
        {businessNumberName(props.number) ?? unknown}
      </td>
      <td class={`${cellClass} max-xl:hidden`}>
        <span class="block truncate text-ink-muted">{agentTitle(call()) ?? unknown}</span>
        <Show when={call().agent_name && call().agent_extension}>
          <span class="block text-ink-faint text-xs">ext. {call().agent_extension}</span>
        </Show>
      </td>
      <td class={`${cellClass} max-md:order-3 max-md:mt-2 max-md:pl-11!`}>
        <OutcomeBadge outcome={call().outcome} />
      </td>
      <td class={`${cellClass} text-right max-md:order-4 max-md:mt-2.5 max-md:text-ink-muted`}>
        {formatDuration(props.recording.duration_seconds)}
      </td>
      <td class={`${cellClass} whitespace-nowrap text-right text-ink-muted max-md:pt-1!`}>{time()}</td>
    </tr>
  );
}
