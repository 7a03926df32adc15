import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import X from "lucide-solid/icons/x";
import { createSignal, Show } from "solid-js";
import { hourOfWeekName } from "~/lib/hour-of-week";
import { formatPhoneNumber } from "~/lib/phone-number";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { MultiSelect } from "~/ui/multi-select";
import { PeriodField } from "~/ui/period-field";
import { SearchField } from "~/ui/search-field";
import { Select, type SelectOption } from "~/ui/select";
import { type CallDirection, type CallFilters, type CallOutcome, countActiveFilters } from "../calls.models";
import { directionLooks } from "./direction-icon";
import { outcomeLooks } from "./outcome-badge";

interface CallFiltersFormProps {
  filters: CallFilters;
  numbers: PhoneNumber[];
  onChange: (change: Partial<CallFilters>) => void;
}

function optionsOf<Value extends string>(looks: Record<Value, { label: string }>): SelectOption<Value>[] {
  const entries = Object.entries(looks) as [Value, { label: string }][];
  return entries.map(([value, { label }]) => ({ value, label }));
}

const directionOptions = optionsOf<CallDirection>(directionLooks);
const outcomeOptions = optionsOf<CallOutcome>(outcomeLooks);

/** What narrows the call log; on phones folded behind a button, but for the period and the search. */
export function CallFiltersForm(props: CallFiltersFormProps) {
  const { organization } = useOrganization();
  const [isUnfolded, setIsUnfolded] = createSignal(false);
  const activeCount = () => countActiveFilters(props.filters);
  const numberOptions = () => [
    { value: "all", label: "All numbers" },
    { value: "none", label: "No number" },
    ...props.numbers.map((number) => ({
      value: number.id,
      label: [number.label, formatPhoneNumber(number.number)].filter(Boolean).join(" · "),
    })),
  ];
  const foldedClass = () => (isUnfolded() ? "contents" : "contents max-md:hidden");

  return (
    <search class="flex flex-wrap items-center gap-2 print:hidden" aria-label="Filter the calls">
      <PeriodField
        value={props.filters.period}
        timeZone={organization().time_zone}
        onChange={(period) => props.onChange({ period })}
      />
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
      <div class="order-last min-w-0 flex-1 basis-full md:order-none md:basis-40 xl:max-w-72">
        <SearchField
          label="Find a name or number"
          placeholder="Name or number"
          value={props.filters.search}
          onSearch={(search) => props.onChange({ search })}
        />
      </div>
      <Button
        class="ml-auto md:hidden"
        aria-expanded={isUnfolded()}
        aria-label={`Filters, ${activeCount()} on`}
        onClick={() => setIsUnfolded(!isUnfolded())}
      >
        <SlidersHorizontal class="size-4" aria-hidden="true" />
        <Show when={activeCount() > 0}>
          <span class="rounded-full bg-accent px-1.5 text-on-accent text-xs">{activeCount()}</span>
        </Show>
      </Button>
      <div class={foldedClass()}>
        <div class="w-36 max-md:flex-1 max-md:basis-[45%]">
          <MultiSelect
            label="Directions"
            all="All directions"
            options={directionOptions}
            values={props.filters.directions}
            onChange={(directions) => props.onChange({ directions })}
          />
        </div>
        <div class="w-36 max-md:flex-1 max-md:basis-[45%]">
          <MultiSelect
            label="Outcomes"
            all="All outcomes"
            options={outcomeOptions}
            values={props.filters.outcomes}
            onChange={(outcomes) => props.onChange({ outcomes })}
          />
        </div>
        <div class="w-36 max-md:flex-1 max-md:basis-[45%]">
          <Select
            label="Number"
            options={numberOptions()}
            value={props.filters.phoneNumberId}
            neutralValue="all"
            onChange={(phoneNumberId) => props.onChange({ phoneNumberId })}
          />
        </div>
        <input
          class="field w-25! max-md:flex-1 max-md:basis-[45%]"
          aria-label="Agent's extension"
          placeholder="Extension"
          inputMode="numeric"
          value={props.filters.extension}
          onChange={(event) => props.onChange({ extension: event.currentTarget.value.trim() })}
        />
      </div>
    </search>
  );
}
