import { Select, type SelectOption } from "~/ui/select";
import { streamLabels } from "../sync.models";
import { type JobFilters, statusLabels, triggerLabels } from "../sync-jobs.models";

interface JobFiltersFormProps {
  filters: JobFilters;
  onChange: (change: Partial<JobFilters>) => void;
}

function optionsOf<Value extends string>(
  labels: Record<Value, string>,
  all: string,
): SelectOption<Value | "all">[] {
  const entries = Object.entries(labels) as [Value, string][];
  return [{ value: "all", label: all }, ...entries.map(([value, label]) => ({ value, label }))];
}

const streamOptions = optionsOf(streamLabels, "All streams");
const statusOptions = optionsOf(statusLabels, "Any result");
const triggerOptions = optionsOf(triggerLabels, "Any start");

export function JobFiltersForm(props: JobFiltersFormProps) {
  return (
    <search class="flex flex-wrap gap-2" aria-label="Filter the history">
      <div class="w-36 max-sm:flex-1">
        <Select
          label="Stream"
          options={streamOptions}
          value={props.filters.stream}
          neutralValue="all"
          onChange={(stream) => props.onChange({ stream })}
        />
      </div>
      <div class="w-36 max-sm:flex-1">
        <Select
          label="Result"
          options={statusOptions}
          value={props.filters.status}
          neutralValue="all"
          onChange={(status) => props.onChange({ status })}
        />
      </div>
      <div class="w-36 max-sm:flex-1">
        <Select
          label="Started by"
          options={triggerOptions}
          value={props.filters.trigger}
          neutralValue="all"
          onChange={(trigger) => props.onChange({ trigger })}
        />
      </div>
    </search>
  );
}
