import { formatInterval } from "~/lib/format";
import { directionLabels } from "~/modules/calls/call-words.models";
import type { CallDirection } from "~/modules/calls/calls.models";
import { NumberSelect } from "~/modules/numbers/components/number-select";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import { ExtensionField } from "~/ui/extension-field";
import { FilterBar, filterFieldClass } from "~/ui/filter-bar";
import { MultiSelect } from "~/ui/multi-select";
import { Select } from "~/ui/select";
import { countRecordingFilters, minimumSecondsChoices, type RecordingFilters } from "../recordings.models";

interface RecordingFiltersFormProps {
  filters: RecordingFilters;
  numbers: PhoneNumber[];
  onChange: (change: Partial<RecordingFilters>) => void;
}

const directions: CallDirection[] = ["inbound", "outbound", "internal"];
const directionOptions = directions.map((value) => ({ value, label: directionLabels[value] }));
const lengthOptions = minimumSecondsChoices.map((seconds) => ({
  value: String(seconds),
  label: seconds === 0 ? "Any length" : `${formatInterval(seconds)} or longer`,
}));

/** What narrows the list of recordings. */
export function RecordingFiltersForm(props: RecordingFiltersFormProps) {
  const { organization } = useOrganization();
  return (
    <FilterBar
      what="recordings"
      period={props.filters.period}
      timeZone={organization().time_zone}
      search={props.filters.search}
      activeCount={countRecordingFilters(props.filters)}
      onChange={props.onChange}
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
        <NumberSelect
          numbers={props.numbers}
          value={props.filters.phoneNumberId}
          offersNone
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
      <ExtensionField
        class="max-md:flex-1 max-md:basis-[45%]"
        value={props.filters.extension}
        onChange={(extension) => props.onChange({ extension })}
      />
    </FilterBar>
  );
}
