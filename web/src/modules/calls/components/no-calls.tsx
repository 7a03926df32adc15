import PhoneCall from "lucide-solid/icons/phone-call";
import SearchX from "lucide-solid/icons/search-x";
import { Match, Switch } from "solid-js";
import { periodLabels } from "~/lib/period";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { NothingSynced } from "~/modules/sync/components/nothing-synced";
import { syncStreamsOptions } from "~/modules/sync/sync.queries";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { type CallFilters, countActiveFilters } from "../calls.models";

interface NoCallsProps {
  filters: CallFilters;
  hasNumbers: boolean;
  onReset: () => void;
  onChange: (change: Partial<CallFilters>) => void;
}

/** Why no call is shown: the filters, the period, or that none was ever synced. */
export function NoCalls(props: NoCallsProps) {
  const { organization, can } = useOrganization();
  const streams = useQuery(() => syncStreamsOptions(organization().id));
  const wasSynced = () =>
    !streams.isPending && !!streams.data?.find((row) => row.stream === "calls")?.last_success_at;
  const periodName = () =>
    props.filters.period.preset === "custom"
      ? "the chosen days"
      : periodLabels[props.filters.period.preset].toLowerCase();
  return (
    <Switch
      fallback={
        <EmptyState
          icon={PhoneCall}
          title="No calls in this period"
          action={
            props.filters.period.preset !== "90d" && (
              <Button onClick={() => props.onChange({ period: { preset: "90d" } })}>
                Show the last 90 days
              </Button>
            )
          }
        >
          There was no call in {periodName()}.
        </EmptyState>
      }
    >
      <Match when={countActiveFilters(props.filters) > 0}>
        <EmptyState
          icon={SearchX}
          title="No call matches"
          action={<Button onClick={() => props.onReset()}>Clear the filters</Button>}
        >
          No call in {periodName()} fits all the filters above.
        </EmptyState>
      </Match>
      <Match when={!wasSynced() || (!can("manager") && !props.hasNumbers)}>
        <NothingSynced stream="calls" icon={PhoneCall} what="calls" hasNumbers={props.hasNumbers} />
      </Match>
    </Switch>
  );
}
