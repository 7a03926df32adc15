import { useOrganization } from "~/modules/organizations/organization.context";
import type { Person } from "~/modules/people/people.models";
import { MultiSelect } from "~/ui/multi-select";
import { PeriodField } from "~/ui/period-field";
import { Select } from "~/ui/select";
import { type AuditAction, type AuditFilters, actionLabels, systemActor } from "../audit.models";

interface AuditFiltersFormProps {
  filters: AuditFilters;
  people: Person[];
  onChange: (change: Partial<AuditFilters>) => void;
}

const actionOptions = (Object.entries(actionLabels) as [AuditAction, string][]).map(([value, label]) => ({
  value,
  label,
}));

export function AuditFiltersForm(props: AuditFiltersFormProps) {
  const { organization } = useOrganization();
  const personOptions = () => {
    const known = props.people.map(({ userId, name }) => ({ value: userId, label: name }));
    const { person } = props.filters;
    const isFormer =
      person !== "all" && person !== systemActor && !known.some(({ value }) => value === person);
    return [
      { value: "all", label: "All people" },
      ...known,
      ...(isFormer ? [{ value: person, label: "Someone who has left" }] : []),
      { value: systemActor, label: "VictorySync itself" },
    ];
  };
  return (
    <search class="flex flex-wrap items-center gap-2" aria-label="Filter the audit log">
      <PeriodField
        value={props.filters.period}
        timeZone={organization().time_zone}
        onChange={(period) => props.onChange({ period })}
      />
      <div class="w-48 max-sm:flex-1 max-sm:basis-[45%]">
        <Select
          label="Person"
          options={personOptions()}
          value={props.filters.person}
          neutralValue="all"
          onChange={(person) => props.onChange({ person })}
        />
      </div>
      <div class="w-48 max-sm:flex-1 max-sm:basis-[45%]">
        <MultiSelect
          label="Actions"
          all="All actions"
          options={actionOptions}
          values={props.filters.actions}
          onChange={(actions) => props.onChange({ actions })}
        />
      </div>
    </search>
  );
}
