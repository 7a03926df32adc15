import { createMemo, Show } from "solid-js";
import { useQuery } from "~/lib/use-query";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import { type AgentFigures, agentLabel } from "../breakdown.models";
import type { DashboardFilters } from "../dashboard.models";
import { callsByAgentOptions, type DashboardScope } from "../dashboard.queries";
import { callsHref, everyCall, toAgent } from "../drill-down.models";
import { type CallSelection, figures } from "../figures.models";
import { BreakdownRows } from "./breakdown-rows";
import type { BreakdownColumn } from "./breakdown-table";
import { CountLink, FigureLink, TalkLink } from "./figure-link";
import { Panel } from "./panel";

interface ByAgentPanelProps {
  scope: DashboardScope;
  filters: DashboardFilters;
}

/** Who took and made how many calls, and how long they talked. */
export function ByAgentPanel(props: ByAgentPanelProps) {
  const query = useQuery(() => callsByAgentOptions(props.scope, props.filters));
  const hrefOf = (row: AgentFigures, selection: CallSelection) =>
    callsHref(toAgent(props.filters, row), selection);
  // Who only let calls ring has nothing to show here.
  const shownRows = (rows: AgentFigures[]) =>
    rows
      .filter((row) => row.inbound_answered + row.outbound > 0)
      .filter((row) => props.filters.extension === "" || row.agent_extension === props.filters.extension);
  const columns = createMemo((): BreakdownColumn<AgentFigures>[] => [
    {
      key: "name",
      label: "Agent",
      isText: true,
      value: agentLabel,
      cell: (row) => (
        <span class="block min-w-0">
          <FigureLink href={hrefOf(row, everyCall)} label={`All calls of ${agentLabel(row)}`}>
            <span class="block truncate font-medium">{agentLabel(row)}</span>
          </FigureLink>
          <Show when={row.agent_name}>
            <span class="block text-ink-faint text-xs">ext. {row.agent_extension}</span>
          </Show>
        </span>
      ),
    },
    {
      key: "answered",
      label: "Answered",
      value: (row) => row.inbound_answered,
      cell: (row) => (
        <CountLink
          count={row.inbound_answered}
          label={`answered by ${agentLabel(row)}`}
          href={hrefOf(row, figures.answered.calls ?? everyCall)}
        />
      ),
    },
    {
      key: "outbound",
      label: "Outbound",
      value: (row) => row.outbound,
      cell: (row) => (
        <CountLink
          count={row.outbound}
          label={`outbound by ${agentLabel(row)}`}
          href={hrefOf(row, figures.outbound.calls ?? everyCall)}
        />
      ),
    },
    {
      key: "reached",
      label: "Reached",
      value: (row) => row.outbound_answered,
      cell: (row) => (
        <CountLink
          count={row.outbound_answered}
          label={`reached by ${agentLabel(row)}`}
          href={hrefOf(row, figures.outboundAnswered.calls ?? everyCall)}
        />
      ),
    },
    {
      key: "average",
      label: "Average talk",
      value: (row) => row.talk_seconds_average,
      cell: (row) => (
        <TalkLink
          seconds={row.talk_seconds_average}
          label={`average talk of ${agentLabel(row)}`}
          href={hrefOf(row, figures.talkAverage.calls ?? everyCall)}
        />
      ),
    },
    {
      key: "talk",
      label: "Talk time",
      value: (row) => row.talk_seconds_total,
      cell: (row) => (
        <TalkLink
          seconds={row.talk_seconds_total}
          label={`talk time of ${agentLabel(row)}`}
          href={hrefOf(row, figures.talkTotal.calls ?? everyCall)}
        />
      ),
    },
  ]);
  return (
    <Panel title="By agent" definition="byAgent" isOutdated={query.isPlaceholderData}>
      <QueryView query={query} loading={<SkeletonRows count={6} label="Loading the agents" />}>
        {(rows) => (
          <BreakdownRows
            caption="Figures by agent"
            what="agents"
            empty="No agent took or made a call in this period."
            sortedBy="talk"
            columns={columns()}
            rows={shownRows(rows())}
          />
        )}
      </QueryView>
    </Panel>
  );
}
