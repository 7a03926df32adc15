import { For } from "solid-js";
import { formatCount, formatDateTime, formatInteger } from "~/lib/format";
import type { Day } from "~/lib/time-zone";
import type { PhoneNumber } from "~/modules/numbers/numbers.models";
import { useOrganization } from "~/modules/organizations/organization.context";
import type { CallFilters } from "../calls.models";
import { filterWords, periodWords } from "./filter-words";

interface ReportHeadingProps {
  filters: CallFilters;
  today: Day;
  numbersById: Map<string, PhoneNumber>;
  printedCount: number;
  /** Unknown until it was counted. */
  totalCount: number | null | undefined;
}

/** What a printed report says of itself, since paper has no filters to look at. */
export function ReportHeading(props: ReportHeadingProps) {
  const { organization } = useOrganization();
  const timeZone = () => organization().time_zone;
  const countWords = () => {
    if (props.totalCount == null || props.totalCount <= props.printedCount) {
      return formatCount(props.printedCount, "call");
    }
    return `The newest ${formatInteger(props.printedCount)} of ${formatCount(props.totalCount, "call")}. Scroll down before printing to load more, or export all as CSV.`;
  };
  const facts = () => [
    { name: "Organization", value: organization().name },
    { name: "Period", value: `${periodWords(props.filters.period, props.today)} (${timeZone()})` },
    { name: "Filters", value: filterWords(props.filters, props.numbersById) },
    { name: "Shown", value: countWords() },
    { name: "Generated", value: formatDateTime(new Date(), timeZone(), "full") },
  ];
  return (
    <dl class="hidden grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 print:grid">
      <For each={facts()}>
        {({ name, value }) => (
          <>
            <dt class="text-ink-muted">{name}</dt>
            <dd class="break-words">{value}</dd>
          </>
        )}
      </For>
    </dl>
  );
}
