import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { formatDateTime } from "~/lib/format";
import { dayOf } from "~/lib/time-zone";
import { useQuery } from "~/lib/use-query";
import type { Call } from "~/modules/calls/calls.models";
import { counterpartNames } from "~/modules/calls/components/call-names";
import { DirectionIcon } from "~/modules/calls/components/direction-icon";
import { OutcomeBadge } from "~/modules/calls/components/outcome-badge";
import { businessNumberName, type PhoneNumber } from "~/modules/numbers/numbers.models";
import { buttonClass } from "~/ui/button";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import type { DashboardFilters } from "../dashboard.models";
import { type DashboardScope, latestCallsCount, latestCallsOptions } from "../dashboard.queries";
import { callsHref, everyCall } from "../drill-down.models";
import { Panel } from "./panel";

interface LatestCallsPanelProps {
  scope: DashboardScope;
  filters: DashboardFilters;
  numbersById: Map<string, PhoneNumber>;
  class?: string;
}

/** The last calls of the period, each leading to its details. */
export function LatestCallsPanel(props: LatestCallsPanelProps) {
  const query = useQuery(() => latestCallsOptions(props.scope, props.filters));
  return (
    <Panel
      title="Latest calls"
      isOutdated={query.isPlaceholderData}
      class={props.class ?? ""}
      aside={
        <A href={callsHref(props.filters, everyCall)} class={`${buttonClass("quiet", "small")} -mr-2`}>
          All calls
        </A>
      }
    >
      <QueryView
        query={query}
        loading={<SkeletonRows count={latestCallsCount} label="Loading the latest calls" />}
      >
        {(calls) => (
          <Show
            when={calls().length > 0}
            fallback={<p class="px-4 pt-1 pb-6 text-ink-muted sm:px-6">There was no call in this period.</p>}
          >
            <ul class="divide-y divide-line border-line border-t">
              <For each={calls()}>
                {(call) => (
                  <LatestCall
                    call={call}
                    number={props.numbersById.get(call.phone_number_id ?? "")}
                    href={callsHref(props.filters, everyCall, call.id)}
                    scope={props.scope}
                  />
                )}
              </For>
            </ul>
          </Show>
        )}
      </QueryView>
    </Panel>
  );
}

interface LatestCallProps {
  call: Call;
  number: PhoneNumber | undefined;
  href: string;
  scope: DashboardScope;
}

function LatestCall(props: LatestCallProps) {
  const when = () => {
    const isToday = dayOf(new Date(props.call.started_at), props.scope.timeZone) === props.scope.today;
    return formatDateTime(props.call.started_at, props.scope.timeZone, isToday ? "time" : "short");
  };
  const detail = () => [when(), businessNumberName(props.number)].filter(Boolean).join(" · ");
  return (
    <li class="relative flex h-14 items-center gap-3 px-4 transition-colors last:rounded-b-xl hover:bg-sunken sm:px-6">
      <DirectionIcon direction={props.call.direction} />
      <span class="min-w-0 flex-1">
        <A href={props.href} class="block truncate font-medium after:absolute after:inset-0">
          {counterpartNames(props.call).title}
        </A>
        <span class="block truncate text-ink-muted text-xs">{detail()}</span>
      </span>
      <OutcomeBadge outcome={props.call.outcome} />
    </li>
  );
}
