import { createMemo, Show } from "solid-js";
import { useQuery } from "~/lib/use-query";
import { NumberSelect } from "~/modules/numbers/components/number-select";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { Button } from "~/ui/button";
import { PeriodField } from "~/ui/period-field";
import { Select } from "~/ui/select";
import { agentLabel } from "../breakdown.models";
import type { DashboardFilters } from "../dashboard.models";
import { callsByAgentOptions, type DashboardScope } from "../dashboard.queries";

interface DashboardFiltersFormProps {
  scope: DashboardScope;
  filters: DashboardFilters;
  numbers: PhoneNumber[];
  onChange: (change: Partial<DashboardFilters>) => void;
}

const everyone = "all";

/** What narrows all figures of the page. */
export function DashboardFiltersForm(props: DashboardFiltersFormProps) {
  const agents = useQuery(() => callsByAgentOptions(props.scope, props.filters));
  const agentOptions = createMemo(() => {
    const known = (agents.isPending ? [] : (agents.data ?? [])).map((agent) => ({
      value: agent.agent_extension,
      label: agentLabel(agent),
    }));
    const { extension } = props.filters;
    // Who had no call in this period is still the one that was asked for.
    const isListed = extension === "" || known.some(({ value }) => value === extension);
    const asked = isListed ? [] : [{ value: extension, label: `Extension ${extension}` }];
    const byName = known.sort((a, b) => a.label.localeCompare(b.label));
    return [{ value: everyone, label: "All agents" }, ...asked, ...byName];
  });
  const isNarrowed = () => props.filters.phoneNumberId !== "all" || props.filters.extension !== "";

  return (
    <search class="flex flex-wrap items-center gap-2" aria-label="Filter the figures">
      <PeriodField
        value={props.filters.period}
        timeZone={props.scope.timeZone}
        onChange={(period) => props.onChange({ period })}
      />
      <div class="flex min-w-0 gap-2 max-sm:w-full">
        <div class="w-44 min-w-0 max-sm:flex-1">
          <NumberSelect
            numbers={props.numbers}
            value={props.filters.phoneNumberId}
            onChange={(phoneNumberId) => props.onChange({ phoneNumberId })}
          />
        </div>
        <div class="w-44 min-w-0 max-sm:flex-1">
          <Select
            label="Agent"
            options={agentOptions()}
            value={props.filters.extension || everyone}
            neutralValue={everyone}
            onChange={(chosen) => props.onChange({ extension: chosen === everyone ? "" : chosen })}
          />
        </div>
      </div>
      <Show when={isNarrowed()}>
        <Button variant="quiet" onClick={() => props.onChange({ phoneNumberId: "all", extension: "" })}>
          Clear filters
        </Button>
      </Show>
    </search>
  );
}
