import MessagesSquare from "lucide-solid/icons/messages-square";
import SearchX from "lucide-solid/icons/search-x";
import { Match, Switch } from "solid-js";
import { periodLabels } from "~/lib/period";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { NothingSynced } from "~/modules/sync/components/nothing-synced";
import { syncStreamsOptions } from "~/modules/sync/sync.queries";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { isFiltered, type MessageFilters } from "../messages.models";

interface NoThreadsProps {
  filters: MessageFilters;
  hasNumbers: boolean;
  onChange: (change: Partial<MessageFilters>) => void;
}

/** Why no conversation is shown: the filters, the period, or that there is none at all. */
export function NoThreads(props: NoThreadsProps) {
  const { organization, can } = useOrganization();
  const streams = useQuery(() => syncStreamsOptions(organization().id));
  const wasSynced = () =>
    !streams.isPending && !!streams.data?.find((row) => row.stream === "sms_messages")?.last_success_at;
  const periodName = () =>
    props.filters.period.preset === "custom"
      ? "the chosen days"
      : periodLabels[props.filters.period.preset].toLowerCase();
  const longerPeriod = () =>
    props.filters.period.preset !== "90d" && (
      <Button onClick={() => props.onChange({ period: { preset: "90d" } })}>Show the last 90 days</Button>
    );
  const reset = () => props.onChange({ direction: "all", phoneNumberId: "all", extension: "", search: "" });
  return (
    <Switch
      fallback={
        <EmptyState icon={MessagesSquare} title="No messages in this period" action={longerPeriod()}>
          No message was sent or received in {periodName()}.
        </EmptyState>
      }
    >
      <Match when={isFiltered(props.filters)}>
        <EmptyState
          icon={SearchX}
          title="No conversation matches"
          action={
            <div class="flex flex-wrap justify-center gap-2">
              {longerPeriod()}
              <Button onClick={reset}>Clear the filters</Button>
            </div>
          }
        >
          No contact, number or message in {periodName()} fits all the filters above.
        </EmptyState>
      </Match>
      <Match when={!wasSynced() || (!can("manager") && !props.hasNumbers)}>
        <NothingSynced
          stream="sms_messages"
          icon={MessagesSquare}
          what="messages"
          hasNumbers={props.hasNumbers}
        />
      </Match>
    </Switch>
  );
}
