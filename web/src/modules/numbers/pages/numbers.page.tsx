import { A, useSearchParams } from "@solidjs/router";
import Hash from "lucide-solid/icons/hash";
import SearchX from "lucide-solid/icons/search-x";
import { createMemo, Match, Switch } from "solid-js";
import { formatCount, formatInteger } from "~/lib/format";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { peopleOptions } from "~/modules/people/people.queries";
import { NothingSynced } from "~/modules/sync/components/nothing-synced";
import { SyncControls } from "~/modules/sync/components/sync-controls";
import { buttonClass } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { Page } from "~/ui/page";
import { QueryView } from "~/ui/query-view";
import { SearchField } from "~/ui/search-field";
import { Select } from "~/ui/select";
import { SkeletonRows } from "~/ui/skeleton";
import { NumbersTable } from "../components/numbers-table";
import { filterNumbers, type NumberState, parseNumberFilters } from "../numbers.models";
import { phoneNumbersOptions } from "../numbers.queries";

const states: { value: NumberState; label: string }[] = [
  { value: "all", label: "All numbers" },
  { value: "active", label: "Active" },
  { value: "inactive", label: "Inactive" },
  { value: "unassigned", label: "Nobody assigned" },
];

export default function NumbersPage() {
  const { organization, can } = useOrganization();
  const [params, setParams] = useSearchParams();
  const filters = createMemo(() => parseNumberFilters(params));
  const numbers = useQuery(() => phoneNumbersOptions(organization().id));
  const people = useQuery(() => ({ ...peopleOptions(organization().id), enabled: can("manager") }));
  const assignable = () => (people.isPending ? undefined : people.data);

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
              onSearch={(q) => setParams({ q }, { replace: true })}
            />
          </div>
          <div class="w-44 max-sm:flex-1">
            <Select
              label="State"
              options={can("manager") ? states : states.filter((state) => state.value !== "unassigned")}
              value={filters().state}
              neutralValue="all"
              onChange={(state) =>
                setParams({ state: state === "all" ? undefined : state }, { replace: true })
              }
            />
          </div>
        </div>
        <QueryView query={numbers} loading={<SkeletonRows count={8} label="Loading the numbers" />}>
          {(all) => {
            const shown = createMemo(() => filterNumbers(all(), filters()));
            return (
              <Switch
                fallback={
                  <>
                    <NumbersTable numbers={shown()} people={assignable()} />
                    <p class="border-line border-t px-5 py-3 text-ink-muted text-sm" role="status">
                      {shown().length === all().length
                        ? formatCount(all().length, "number")
                        : `${formatInteger(shown().length)} of ${formatCount(all().length, "number")}`}
                    </p>
                  </>
                }
              >
                <Match when={all().length === 0}>
                  <NothingSynced stream="phone_numbers" icon={Hash} what="numbers" hasNumbers={false} />
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
            );
          }}
        </QueryView>
      </Card>
    </Page>
  );
}
