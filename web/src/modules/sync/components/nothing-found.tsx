import type { LucideProps } from "lucide-solid";
import SearchX from "lucide-solid/icons/search-x";
import { type Component, Match, Show, Switch } from "solid-js";
import { type Period, periodLabels } from "~/lib/period";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import type { SyncStreamName } from "../sync.models";
import { syncStreamsOptions } from "../sync.queries";
import { NothingSynced } from "./nothing-synced";

interface NothingFoundProps {
  /** Where the rows come from. */
  stream: SyncStreamName;
  icon: Component<LucideProps>;
  /** The rows in the plural: "calls". */
  what: string;
  /** One line of the list: "call". */
  one: string;
  period: Period;
  /** What a period without rows means: "There was no call in the last 7 days." */
  nothingIn: (period: string) => string;
  isFiltered: boolean;
  /** Whether the person is known to have no number; without one an agent sees nothing. */
  isWithoutNumbers: boolean;
  onPeriod: (period: Period) => void;
  onReset: () => void;
}

/** Why a list is empty and what to do: the filters, the period, or that nothing was ever synced. */
export function NothingFound(props: NothingFoundProps) {
  const { organization, can } = useOrganization();
  const streams = useQuery(() => syncStreamsOptions(organization().id));
  const wasSynced = () =>
    !streams.isPending && !!streams.data?.find((row) => row.stream === props.stream)?.last_success_at;
  const periodName = () =>
    props.period.preset === "custom" ? "the chosen days" : periodLabels[props.period.preset].toLowerCase();
  const longerPeriod = () => (
    <Show when={props.period.preset !== "90d"}>
      <Button onClick={() => props.onPeriod({ preset: "90d" })}>Show the last 90 days</Button>
    </Show>
  );
  return (
    <Switch
      fallback={
        <EmptyState icon={props.icon} title={`No ${props.what} in this period`} action={longerPeriod()}>
          {props.nothingIn(periodName())}
        </EmptyState>
      }
    >
      <Match when={props.isFiltered}>
        <EmptyState
          icon={SearchX}
          title={`No ${props.one} matches`}
          action={
            <div class="flex flex-wrap justify-center gap-2">
              {longerPeriod()}
              <Button onClick={() => props.onReset()}>Clear the filters</Button>
            </div>
          }
        >
          No {props.one} in {periodName()} fits all the filters above.
        </EmptyState>
      </Match>
      <Match when={!wasSynced() || (!can("manager") && props.isWithoutNumbers)}>
        <NothingSynced
          stream={props.stream}
          icon={props.icon}
          what={props.what}
          isWithoutNumbers={props.isWithoutNumbers}
        />
      </Match>
    </Switch>
  );
}
