import X from "lucide-solid/icons/x";
import { Show } from "solid-js";
import { hourOfWeekName } from "~/lib/hour-of-week";
import { NumberSelect } from "~/modules/numbers/components/number-select";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { ExtensionField } from "~/ui/extension-field";
import { FilterBar, filterFieldClass } from "~/ui/filter-bar";
import { MultiSelect } from "~/ui/multi-select";
import type { SelectOption } from "~/ui/select";
import { directionLabels, outcomeLabels } from "../call-words.models";
import { type CallFilters, countActiveFilters } from "../calls.models";

interface CallFiltersFormProps {
  filters: CallFilters;
  numbers: PhoneNumber[];
  onChange: (change: Partial<CallFilters>) => void;
}

function optionsOf<Value extends string>(labels: Record<Value, string>): SelectOption<Value>[] {
  const entries = Object.entries(labels) as [Value, string][];
  return entries.map(([value, label]) => ({ value, label }));
}

const directionOptions = optionsOf(directionLabels);
const outcomeOptions = optionsOf(outcomeLabels);

/** What narrows the call log. */
export function CallFiltersForm(props: CallFiltersFormProps) {
  const { organization } = useOrganization();
  return (
    <FilterBar
      what="calls"
      period={props.filters.period}
      timeZone={organization().time_zone}
      search={props.filters.search}
      activeCount={countActiveFilters(props.filters)}
      onChange={props.onChange}
      beside={
        <Show when={props.filters.hour}>
          {(hour) => (
            <Button
              aria-label={`Any hour, not only ${hourOfWeekName(hour())}`}
              onClick={() => props.onChange({ hour: null })}
            >
              {hourOfWeekName(hour())}
              <X class="size-4" aria-hidden="true" />
            </Button>
          )}
        </Show>
      }
    >
      <div class={filterFieldClass}>
        <MultiSelect
          label="Directions"
          all="All directions"
          options={directionOptions}
          values={props.filters.directions}
          onChange={(directions) => props.onChange({ directions })}
        />
      </div>
      <div class={filterFieldClass}>
        <MultiSelect
          label="Outcomes"
          all="All outcomes"
          options={outcomeOptions}
          values={props.filters.outcomes}
          onChange={(outcomes) => props.onChange({ outcomes })}
        />
      </div>
      <div class={filterFieldClass}>
        <NumberSelect
          numbers={props.numbers}
          value={props.filters.phoneNumberId}
          offersNone
          onChange={(phoneNumberId) => props.onChange({ phoneNumberId })}
        />
      </div>
      <ExtensionField
        class="max-md:flex-1 max-md:basis-[45%]"
        value={props.filters.extension}
        onChange={(extension) => props.onChange({ extension })}
      />
    </FilterBar>
  );
}
