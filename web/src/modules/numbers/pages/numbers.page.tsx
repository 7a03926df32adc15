import { A, useSearchParams } from "@solidjs/router";
import Hash from "lucide-solid/icons/hash";
import SearchX from "lucide-solid/icons/search-x";
import { createMemo, Match, Show, Switch } from "solid-js";
import { downloadCsv, type ExportRun } from "~/lib/download-csv";
import { formatCount, formatInteger } from "~/lib/format";
import { useToday } from "~/lib/today";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { peopleOptions } from "~/modules/people/people.queries";
import { NothingSynced } from "~/modules/sync/components/nothing-synced";
import { SyncControls } from "~/modules/sync/components/sync-controls";
import { buttonClass } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { ExportButton } from "~/ui/export-button";
import { Page } from "~/ui/page";
import { QueryView } from "~/ui/query-view";
import { SearchField } from "~/ui/search-field";
import { Select } from "~/ui/select";
import { SkeletonRows } from "~/ui/skeleton";
import { NumbersTable } from "../components/numbers-table";
import { numberCsvColumns } from "../numbers.csv";
import {
  filterNumbers,
  type NumberFilters,
  numberParams,
  numberStates,
  parseNumberFilters,
  stateLabels,
} from "../numbers.models";
import { numberActivityOptions, numbersToExport, phoneNumbersOptions } from "../numbers.queries";

const states = numberStates.map((value) => ({ value, label: stateLabels[value] }));

export default function NumbersPage() {
  const { organization, can } = useOrganization();
  const [params, setParams] = useSearchParams();
  const filters = createMemo(() => parseNumberFilters(params));
  const numbers = useQuery(() => phoneNumbersOptions(organization().id));
  const people = useQuery(() => ({ ...peopleOptions(organization().id), enabled: can("manager") }));
  const today = useToday(() => organization().time_zone);
  const activity = useQuery(() =>
    numberActivityOptions(organization().id, organization().time_zone, today()),
  );
  const knownActivity = () => (activity.isPending ? undefined : activity.data);
  const assignable = () => (people.isPending ? undefined : people.data);
  const shown = createMemo(() => (numbers.isPending ? [] : filterNumbers(numbers.data ?? [], filters())));
  const change = (changed: Partial<NumberFilters>) =>
    setParams(numberParams({ ...filters(), ...changed }), { replace: true });
  const exportCsv = (run: ExportRun) =>
    downloadCsv({
      subject: "numbers",
      fileName: `numbers ${today()}.csv`,
      columns: numberCsvColumns(assignable() ?? [], knownActivity() ?? new Map()),
      scope: { orgId: organization().id },
      filters: filters(),
      notedFilters: numberParams(filters()),
      pageAfter: numbersToExport,
      ...run,
    });

  return (
    <Page
      title="Numbers"
      description={
        can("manager")
          ? "Your business numbers, and who sees the calls and messages of each."
          : "The business numbers assigned to you."
      }
      actions={<SyncControls stream="phone_numbers" />}
    >
      <Card class="overflow-hidden">
        <div class="flex flex-wrap items-center gap-2 border-line border-b px-4 py-3 sm:px-5">
          <div class="w-full sm:w-64">
            <SearchField
              label="Find a number or label"
              placeholder="Find a number or label"
              value={filters().search}
              onSearch={(search) => change({ search })}
            />
          </div>
          <div class="w-44 max-sm:flex-1">
            <Select
              label="State"
              options={can("manager") ? states : states.filter((state) => state.value !== "unassigned")}
              value={filters().state}
              neutralValue="all"
              onChange={(state) => change({ state })}
            />
          </div>
          <Show when={can("manager")}>
            <div class="ml-auto">
              <ExportButton
                what="number"
                total={shown().length}
                disabled={shown().length === 0 || !assignable() || !knownActivity()}
                onExport={exportCsv}
              />
            </div>
          </Show>
        </div>
        <QueryView query={numbers} loading={<SkeletonRows count={8} label="Loading the numbers" />}>
          {(all) => (
            <Switch
              fallback={
                <>
                  <NumbersTable
                    numbers={shown()}
                    activity={knownActivity()}
                    isActivityUnknown={activity.isError && !knownActivity()}
                    isAssignable={can("manager")}
                    people={assignable()}
                    arePeopleUnknown={people.isError}
                  />
                  <p class="border-line border-t px-5 py-3 text-ink-muted text-sm" role="status">
                    {shown().length === all().length
                      ? formatCount(all().length, "number")
                      : `${formatInteger(shown().length)} of ${formatCount(all().length, "number")}`}
                  </p>
                </>
              }
            >
              <Match when={all().length === 0}>
                <NothingSynced stream="phone_numbers" icon={Hash} what="numbers" isWithoutNumbers />
              </Match>
              <Match when={shown().length === 0}>
                <EmptyState
                  icon={SearchX}
                  title="No number matches"
                  action={
                    <A href="/numbers" class={buttonClass()}>
                      Show all numbers
                    </A>
                  }
                >
                  None of the {formatCount(all().length, "number")} fits the search and state above.
                </EmptyState>
              </Match>
            </Switch>
          )}
        </QueryView>
      </Card>
    </Page>
  );
}
