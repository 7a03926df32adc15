import AudioLines from "lucide-solid/icons/audio-lines";
import { type Component, Show } from "solid-js";
import { formatDateTime, formatDuration, unknown } from "~/lib/format";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import type { CallColumn } from "../call-columns.models";
import type { Call } from "../calls.models";
import { agentTitle, counterpartNames } from "./call-names";
import { DirectionIcon } from "./direction-icon";
import { OutcomeBadge } from "./outcome-badge";

interface CallCellProps {
  call: Call;
  number: PhoneNumber | undefined;
  onOpen: (callId: string) => void;
}

interface CallCell {
  headClass: string;
  cellClass: string;
  cell: Component<CallCellProps>;
}

/** What each column shows of a call, and how wide. On phones the cells are laid out as a card. */
export const callCells: Record<CallColumn, CallCell> = {
  contact: { headClass: "w-[30%]", cellClass: "", cell: ContactCell },
  number: {
    headClass: "",
    cellClass: "truncate text-ink-muted compact:hidden",
    cell: (props) => <>{businessNumberName(props.number) ?? unknown}</>,
  },
  agent: { headClass: "", cellClass: "compact:hidden", cell: AgentCell },
  outcome: {
    headClass: "w-34",
    cellClass: "compact:order-3 compact:mt-2 compact:pl-11!",
    cell: (props) => <OutcomeBadge outcome={props.call.outcome} />,
  },
  duration: {
    headClass: "w-24 text-right!",
    cellClass: "text-right compact:order-4 compact:mt-2.5 compact:text-ink-muted",
    cell: DurationCell,
  },
  time: {
    headClass: "w-28 text-right!",
    cellClass: "whitespace-nowrap text-right text-ink-muted compact:pt-1!",
    cell: TimeCell,
  },
};

function ContactCell(props: CallCellProps) {
  const { organization } = useOrganization();
  const counterpart = () => counterpartNames(props.call);
  const time = () => formatDateTime(props.call.started_at, organization().time_zone, "time");
  return (
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
  );
}

function AgentCell(props: CallCellProps) {
  return (
    <>
      <span class="block truncate text-ink-muted">{agentTitle(props.call) ?? unknown}</span>
      <Show when={props.call.agent_name && props.call.agent_extension}>
        <span class="block text-ink-faint text-xs">ext. {props.call.agent_extension}</span>
      </Show>
    </>
  );
}

function DurationCell(props: CallCellProps) {
  return (
    <span class="inline-flex items-center gap-2">
      <Show when={props.call.has_recording}>
        <AudioLines class="size-4 text-ink-faint" aria-label="Has a recording" />
      </Show>
      {formatDuration(props.call.duration_seconds)}
    </span>
  );
}

function TimeCell(props: CallCellProps) {
  const { organization } = useOrganization();
  return <>{formatDateTime(props.call.started_at, organization().time_zone, "time")}</>;
}
