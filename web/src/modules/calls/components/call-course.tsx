import Check from "lucide-solid/icons/check";
import CircleDot from "lucide-solid/icons/circle-dot";
import Flag from "lucide-solid/icons/flag";
import PhoneMissed from "lucide-solid/icons/phone-missed";
import UserRound from "lucide-solid/icons/user-round";
import { createMemo, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { formatDateTime, formatDuration } from "~/lib/format";
import { formatPhoneNumber } from "~/lib/phone-number";
import { useOrganization } from "~/modules/organizations/organization.context";
import { outcomeLabels } from "../call-words.models";
import { type Call, type CallParticipant, endOf, participantsOf } from "../calls.models";

function nameOf(participant: CallParticipant): string {
  return (
    participant.name || (participant.number && formatPhoneNumber(participant.number)) || "Someone unnamed"
  );
}

function detailOf(participant: CallParticipant): string {
  const number = participant.name && participant.number ? formatPhoneNumber(participant.number) : null;
  const connection = { true: "connected", false: "not connected", null: null }[`${participant.is_connected}`];
  const role = participant.role && participant.role.charAt(0).toUpperCase() + participant.role.slice(1);
  return [role, participant.extension && `ext. ${participant.extension}`, number, connection]
    .filter(Boolean)
    .join(" · ");
}

function iconOf(participant: CallParticipant) {
  if (participant.is_connected === null) return UserRound;
  return participant.is_connected ? Check : PhoneMissed;
}

/** Who the call went through, from its start to its end. */
export function CallCourse(props: { call: Call }) {
  const { organization } = useOrganization();
  const participants = createMemo(() => participantsOf(props.call));
  const timeOf = (instant: string | Date) => formatDateTime(instant, organization().time_zone, "time");
  const end = () => endOf(props.call);
  return (
    <ol class="flex flex-col">
      <Step icon={CircleDot} title="Started" detail={timeOf(props.call.started_at)} />
      <For each={participants()}>
        {(participant) => (
          <Step icon={iconOf(participant)} title={nameOf(participant)} detail={detailOf(participant)} />
        )}
      </For>
      <Step
        isLast
        icon={Flag}
        title={outcomeLabels[props.call.outcome]}
        detail={
          <Show when={end()} fallback="MightyCall didn't say when it ended">
            {(instant) => `${timeOf(instant())}, after ${formatDuration(props.call.duration_seconds)}`}
          </Show>
        }
      />
    </ol>
  );
}

interface StepProps {
  icon: typeof Flag;
  title: string;
  detail: JSX.Element;
  isLast?: boolean;
}

function Step(props: StepProps) {
  return (
    <li class="flex gap-3">
      <div class="flex flex-col items-center">
        <span class="grid size-7 shrink-0 place-items-center rounded-full border border-line bg-surface text-ink-muted">
          <Dynamic component={props.icon} class="size-3.5" aria-hidden="true" />
        </span>
        <Show when={!props.isLast}>
          <span class="w-px flex-1 bg-line" />
        </Show>
      </div>
      <div class="min-w-0 pb-4">
        <p class="pt-0.5 font-medium">{props.title}</p>
        <p class="text-ink-muted text-sm">{props.detail}</p>
      </div>
    </li>
  );
}
