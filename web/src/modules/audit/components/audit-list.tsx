import { For, Show } from "solid-js";
import { dayName } from "~/lib/day-name";
import { formatDateTime } from "~/lib/format";
import { useRowsByDay } from "~/lib/rows-by-day";
import { type Day, startOfDay } from "~/lib/time-zone";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Badge } from "~/ui/badge";
import { type AuditEntry, actionLabels, systemActor } from "../audit.models";
import { auditSentence } from "../audit-sentence.models";
import { ActionIcon } from "./action-icon";

interface AuditListProps {
  entries: AuditEntry[];
  today: Day;
  /** Names by person, of those who are still here. */
  names: Map<string, string>;
  onPerson: (person: string) => void;
}

/** Who did what, day by day, newest first. */
export function AuditList(props: AuditListProps) {
  const { organization } = useOrganization();
  const { days, rowsOf } = useRowsByDay(
    () => props.entries,
    (entry) => entry.at,
    () => organization().time_zone,
  );
  return (
    <For each={days()}>
      {(day) => (
        <section>
          <h2 class="border-line border-b bg-sunken px-5 py-1.5 font-medium text-ink-muted text-xs tracking-normal">
            <Show when={dayName(day, props.today)}>
              {(name) => <span class="mr-2 text-ink">{name()}</span>}
            </Show>
            {formatDateTime(startOfDay(day, organization().time_zone), organization().time_zone, "date")}
          </h2>
          <ul>
            <For each={rowsOf(day)}>
              {(entry) => <AuditRow entry={entry} names={props.names} onPerson={props.onPerson} />}
            </For>
          </ul>
        </section>
      )}
    </For>
  );
}

function AuditRow(props: {
  entry: AuditEntry;
  names: Map<string, string>;
  onPerson: (person: string) => void;
}) {
  const { organization } = useOrganization();
  const actor = () => {
    const { actor_id, actor_email } = props.entry;
    if (actor_id === null) return "VictorySync";
    return props.names.get(actor_id) ?? actor_email ?? "Someone who has left";
  };
  return (
    <li class="flex gap-3.5 border-line border-b px-5 py-3">
      <ActionIcon action={props.entry.action} />
      <div class="min-w-0 flex-1">
        <p class="break-words">
          <button
            type="button"
            class="font-medium underline-offset-4 hover:underline"
            title={`Show only what ${actor()} did`}
            onClick={() => props.onPerson(props.entry.actor_id ?? systemActor)}
          >
            {actor()}
          </button>{" "}
          {auditSentence(props.entry, organization().time_zone)}.
        </p>
        <p class="text-ink-muted text-xs">{actionLabels[props.entry.action]}</p>
      </div>
      <div class="flex shrink-0 flex-col items-end gap-1">
        <time
          class="text-ink-muted text-sm"
          dateTime={props.entry.at}
          title={formatDateTime(props.entry.at, organization().time_zone, "full")}
        >
          {formatDateTime(props.entry.at, organization().time_zone, "time")}
        </time>
        <Show when={props.entry.outcome === "failed"}>
          <Badge tone="negative">Failed</Badge>
        </Show>
      </div>
    </li>
  );
}
