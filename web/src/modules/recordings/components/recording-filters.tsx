import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import { createSignal, Show } from "solid-js";
import { formatInterval } from "~/lib/format";
import { formatPhoneNumber } from "~/lib/phone-number";
import type { CallDirection } from "~/modules/calls/calls.models";
import { directionLooks } from "~/modules/calls/components/direction-icon";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { MultiSelect } from "~/ui/multi-select";
import { PeriodField } from "~/ui/period-field";
import { SearchField } from "~/ui/search-field";
import { Select } from "~/ui/select";
import { countRecordingFilters, minimumSecondsChoices, type RecordingFilters } from "../recordings.models";

interface RecordingFiltersFormProps {
  filters: RecordingFilters;
  numbers: PhoneNumber[];
  onChange: (change: Partial<RecordingFilters>) => void;
}

const directions: CallDirection[] = ["inbound", "outbound", "internal"];
const directionOptions = directions.map((value) => ({ value, label: directionLooks[value].label }));
const lengthOptions = minimumSecondsChoices.map((seconds) => ({
  value: String(seconds),
  label: seconds === 0 ? "Any length" : `${formatInterval(seconds)} or longer`,
}));

/** What narrows the list of recordings; on phones folded behind a button, but for the period and the search. */
export function RecordingFiltersForm(props: RecordingFiltersFormProps) {
  const { organization } = useOrganization();
  const [isUnfolded, setIsUnfolded] = createSignal(false);
  const activeCount = () => countRecordingFilters(props.filters);
  const numberOptions = () => [
    { value: "all", label: "All numbers" },
    { value: "none", label: "No number" },
    ...props.numbers.map((number) => ({
      value: number.id,
      label: [number.label, formatPhoneNumber(number.number)].filter(Boolean).join(" · "),
    })),
  ];

  return (
    <search class="flex flex-wrap items-center gap-2" aria-label="Filter the recordings">
      <PeriodField
        value={props.filters.period}
        timeZone={organization().time_zone}
        onChange={(period) => props.onChange({ period })}
      />
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
      <div class={isUnfolded() ? "contents" : "contents max-md:hidden"}>
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
          <Select
            label="Number"
            options={numberOptions()}
            value={props.filters.phoneNumberId}
            neutralValue="all"
            onChange={(phoneNumberId) => props.onChange({ phoneNumberId })}
          />
        </div>
        <div class="w-40 max-md:flex-1 max-md:basis-[45%]">
          <Select
            label="Length of the call"
            options={lengthOptions}
            value={String(props.filters.minimumSeconds)}
            neutralValue="0"
            onChange={(seconds) => props.onChange({ minimumSeconds: Number(seconds) })}
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
