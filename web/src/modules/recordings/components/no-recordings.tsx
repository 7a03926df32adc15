import AudioLines from "lucide-solid/icons/audio-lines";
import SearchX from "lucide-solid/icons/search-x";
import { Match, Switch } from "solid-js";
import { periodLabels } from "~/lib/period";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { NothingSynced } from "~/modules/sync/components/nothing-synced";
import { syncStreamsOptions } from "~/modules/sync/sync.queries";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { countRecordingFilters, type RecordingFilters } from "../recordings.models";

interface NoRecordingsProps {
  filters: RecordingFilters;
  hasNumbers: boolean;
  onReset: () => void;
  onChange: (change: Partial<RecordingFilters>) => void;
}

/** Why no recording is shown: the filters, the period, or that no call was ever synced. */
export function NoRecordings(props: NoRecordingsProps) {
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
          icon={AudioLines}
          title="No recordings in this period"
          action={
            props.filters.period.preset !== "90d" && (
              <Button onClick={() => props.onChange({ period: { preset: "90d" } })}>
                Show the last 90 days
              </Button>
            )
          }
        >
          No call in {periodName()} was recorded. Whether calls are recorded is set in MightyCall.
        </EmptyState>
      }
    >
      <Match when={countRecordingFilters(props.filters) > 0}>
        <EmptyState
          icon={SearchX}
          title="No recording matches"
          action={<Button onClick={() => props.onReset()}>Clear the filters</Button>}
        >
          No recording in {periodName()} fits all the filters above.
        </EmptyState>
      </Match>
      <Match when={!wasSynced() || (!can("manager") && !props.hasNumbers)}>
        <NothingSynced
          stream="recordings"
          icon={AudioLines}
          what="recordings"
          hasNumbers={props.hasNumbers}
        />
      </Match>
    </Switch>
  );
}
