import { useSearchParams } from "@solidjs/router";
import ChartColumn from "lucide-solid/icons/chart-column";
import { createMemo, Match, Show, Switch } from "solid-js";
import { formatCount } from "~/lib/format";
import { useToday } from "~/lib/today";
import { useQuery } from "~/lib/use-query";
import { businessNumberName } from "~/modules/numbers/numbers.models";
import { phoneNumbersOptions } from "~/modules/numbers/numbers.queries";
import { useOrganization } from "~/modules/organizations/organization.context";
import { NothingSynced } from "~/modules/sync/components/nothing-synced";
import { SyncControls } from "~/modules/sync/components/sync-controls";
import { useSyncStatus } from "~/modules/sync/sync-status";
import { Card } from "~/ui/card";
import { InTurn } from "~/ui/in-turn";
import { Page } from "~/ui/page";
import { BusyHoursPanel } from "../components/busy-hours-panel";
import { ByAgentPanel } from "../components/by-agent-panel";
import { ByNumberPanel } from "../components/by-number-panel";
import { CallsOverTimePanel } from "../components/calls-over-time-panel";
import { DashboardFiltersForm } from "../components/dashboard-filters";
import { DataNotices } from "../components/data-notices";
import { FiguresPanels } from "../components/figures-panels";
import { LatestCallsPanel } from "../components/latest-calls-panel";
import { NoNumbers } from "../components/no-numbers";
import {
  type DashboardFilters,
  dashboardParams,
  parseBusyHoursView,
  parseDashboardFilters,
} from "../dashboard.models";
import type { DashboardScope } from "../dashboard.queries";

/** For small values without functions, whose parts always come in the same order. */
function isDeepEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export default function DashboardPage() {
  const { organization, can } = useOrganization();
  const [params, setParams] = useSearchParams();
  const filters = createMemo(() => parseDashboardFilters(params), undefined, { equals: isDeepEqual });
  const today = useToday(() => organization().time_zone);
  const scope = createMemo(
    (): DashboardScope => ({
      orgId: organization().id,
      timeZone: organization().time_zone,
      today: today(),
    }),
    undefined,
    { equals: isDeepEqual },
  );

  const numbers = useQuery(() => phoneNumbersOptions(organization().id));
  const knownNumbers = () => (numbers.isPending ? [] : (numbers.data ?? []));
  const numbersById = createMemo(() => new Map(knownNumbers().map((number) => [number.id, number])));
  const { streams, stream } = useSyncStatus(() => "calls");

  const change = (changed: Partial<DashboardFilters>) =>
    setParams({ ...dashboardParams({ ...filters(), ...changed }) }, { replace: true });

  const isWithoutNumbers = () => !can("manager") && numbers.isSuccess && knownNumbers().length === 0;
  const isUnread = () => streams.isSuccess && !stream()?.last_success_at;
  const description = () => {
    if (can("manager")) return `How ${organization().name} was reached, on all its numbers.`;
    const names = knownNumbers().map(businessNumberName);
    if (names.length === 0) return "The figures of your numbers.";
    const listed = names.length <= 3 ? `: ${names.join(", ")}` : ` (${formatCount(names.length, "number")})`;
    return `Your numbers${listed}`;
  };

  return (
    <Page title="Dashboard" description={description()} actions={<SyncControls stream="calls" />}>
      <Switch
        fallback={
          <>
            <DashboardFiltersForm
              scope={scope()}
              filters={filters()}
              numbers={knownNumbers()}
              onChange={change}
            />
            <Show when={stream()}>{(row) => <DataNotices stream={row()} filters={filters()} />}</Show>
            <div class="flex flex-col gap-4">
              <InTurn>
                <FiguresPanels
                  scope={scope()}
                  filters={filters()}
                  stream={stream() ?? (streams.isError ? null : undefined)}
                />
              </InTurn>
              <InTurn>
                <CallsOverTimePanel scope={scope()} filters={filters()} />
              </InTurn>
              <InTurn>
                <div class="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
                  <BusyHoursPanel
                    scope={scope()}
                    filters={filters()}
                    view={parseBusyHoursView(params)}
                    onView={(view) =>
                      setParams({ hours: view === "rate" ? view : undefined }, { replace: true })
                    }
                  />
                  <LatestCallsPanel scope={scope()} filters={filters()} numbersById={numbersById()} />
                </div>
              </InTurn>
              <InTurn>
                <ByNumberPanel
                  scope={scope()}
                  filters={filters()}
                  numbersById={numbersById()}
                  numbersStatus={numbers.status}
                />
              </InTurn>
              <InTurn>
                <ByAgentPanel scope={scope()} filters={filters()} />
              </InTurn>
            </div>
          </>
        }
      >
        <Match when={isWithoutNumbers()}>
          <Card>
            <NoNumbers />
          </Card>
        </Match>
        <Match when={isUnread()}>
          <Card>
            <NothingSynced
              stream="calls"
              icon={ChartColumn}
              what="calls"
              isWithoutNumbers={isWithoutNumbers()}
            />
          </Card>
        </Match>
      </Switch>
    </Page>
  );
}
