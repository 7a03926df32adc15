import { createMemo, Show } from "solid-js";
import { formatPhoneNumber } from "~/lib/phone-number";
import { useQuery } from "~/lib/use-query";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import { answerRate, type NumberFigures } from "../breakdown.models";
import type { DashboardFilters } from "../dashboard.models";
import { callsByNumberOptions, type DashboardScope } from "../dashboard.queries";
import { callsHref, everyCall, toNumber } from "../drill-down.models";
import { formatFigure } from "../figure-format.models";
import { type CallSelection, figures } from "../figures.models";
import { BreakdownRows } from "./breakdown-rows";
import { type BreakdownColumn, rowsAtFirst } from "./breakdown-table";
import { CountLink, FigureLink, TalkLink } from "./figure-link";
import { Panel } from "./panel";
import { RateBar } from "./rate-bar";

interface ByNumberPanelProps {
  scope: DashboardScope;
  filters: DashboardFilters;
  numbersById: Map<string, PhoneNumber>;
  numbersStatus: keyof typeof missingNames;
}

/** What a number is called that is not among those that are known. */
const missingNames = {
  pending: "Loading the name…",
  error: "Name couldn't be loaded",
  success: "Another number",
};

/** The same figures for each business number. */
export function ByNumberPanel(props: ByNumberPanelProps) {
  const query = useQuery(() => callsByNumberOptions(props.scope, props.filters));
  const hrefOf = (row: NumberFigures, selection: CallSelection) =>
    callsHref(toNumber(props.filters, row), selection);
  const nameOf = (row: NumberFigures) => {
    if (row.phone_number_id === null) return "No number";
    const number = props.numbersById.get(row.phone_number_id ?? "");
    return businessNumberName(number) ?? missingNames[props.numbersStatus];
  };
  const count = (
    key: "offered" | "answered" | "missed" | "abandoned" | "voicemail" | "outbound",
    label: string,
  ) => ({
    key,
    label,
    value: (row: NumberFigures) => row[key],
    cell: (row: NumberFigures) => (
      <CountLink
        count={row[key]}
        label={`${label.toLowerCase()}, ${nameOf(row)}`}
        href={hrefOf(row, figures[key].calls ?? everyCall)}
      />
    ),
  });
  const likelyRows = () => Math.min(rowsAtFirst, Math.max(1, props.numbersById.size));
  const columns = createMemo((): BreakdownColumn<NumberFigures>[] => [
    {
      key: "name",
      label: "Number",
      isText: true,
      value: nameOf,
      cell: (row) => (
        <NumberName
          row={row}
          name={nameOf(row)}
          numbersById={props.numbersById}
          href={hrefOf(row, everyCall)}
        />
      ),
    },
    count("offered", "Offered"),
    {
      key: "rate",
      label: "Answer rate",
      value: answerRate,
      cell: (row) => (
        <Show when={row.offered > 0} fallback={<RateBar rate={null} />}>
          <FigureLink
            href={hrefOf(row, figures.answerRate.calls ?? everyCall)}
            label={`${formatFigure("rate", answerRate(row))} answer rate, ${nameOf(row)}`}
          >
            <RateBar rate={answerRate(row)} />
          </FigureLink>
        </Show>
      ),
    },
    count("answered", "Answered"),
    count("missed", "Missed"),
    count("abandoned", "Abandoned"),
    count("voicemail", "Voicemail"),
    count("outbound", "Outbound"),
    {
      key: "talk",
      label: "Talk time",
      value: (row) => row.talk_seconds_total,
      cell: (row) => (
        <TalkLink
          seconds={row.talk_seconds_total}
          label={`talk time, ${nameOf(row)}`}
          href={hrefOf(row, figures.talkTotal.calls ?? everyCall)}
        />
      ),
    },
  ]);
  return (
    <Panel title="By number" definition="byNumber" isOutdated={query.isPlaceholderData}>
      <QueryView query={query} loading={<SkeletonRows count={likelyRows()} label="Loading the numbers" />}>
        {(rows) => (
          <BreakdownRows
            caption="Figures by number"
            what="numbers"
            empty="No number had a call in this period."
            sortedBy="offered"
            columns={columns()}
            // Internal calls have no number, and none of these figures counts them.
            rows={rows().filter((row) => row.phone_number_id !== null || row.offered + row.outbound > 0)}
          />
        )}
      </QueryView>
    </Panel>
  );
}

interface NumberNameProps {
  row: NumberFigures;
  name: string;
  numbersById: Map<string, PhoneNumber>;
  href: string;
}

function NumberName(props: NumberNameProps) {
  const number = () => props.numbersById.get(props.row.phone_number_id ?? "");
  return (
    <span class="block min-w-0">
      <FigureLink href={props.href} label={`All calls of ${props.name}`}>
        <span class="block truncate font-medium">{props.name}</span>
      </FigureLink>
      <Show when={number()?.label ? number() : undefined}>
        {(labelled) => (
          <span class="block truncate text-ink-faint text-xs">{formatPhoneNumber(labelled().number)}</span>
        )}
      </Show>
    </span>
  );
}
