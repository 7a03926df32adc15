import { useSearchParams } from "@solidjs/router";
import Building from "lucide-solid/icons/building";
import CircleCheck from "lucide-solid/icons/circle-check";
import Plus from "lucide-solid/icons/plus";
import SearchX from "lucide-solid/icons/search-x";
import { createMemo, createSignal, Show } from "solid-js";
import { formatCount } from "~/lib/format";
import { useInfiniteQuery } from "~/lib/use-query";
import { CreateOrganizationForm } from "~/modules/organizations/components/create-organization-form";
import { useOrganizations } from "~/modules/organizations/organizations.context";
import { useUser } from "~/modules/session/session.context";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Dialog } from "~/ui/dialog";
import { EmptyState } from "~/ui/empty-state";
import { LoadMore } from "~/ui/load-more";
import { NotForRole } from "~/ui/not-for-role";
import { Page } from "~/ui/page";
import { QueryView } from "~/ui/query-view";
import { SearchField } from "~/ui/search-field";
import { Select } from "~/ui/select";
import { SkeletonRows } from "~/ui/skeleton";
import { OrganizationsTable } from "../components/organizations-table";
import { organizationPath, parsePlatformFilters } from "../platform.models";
import { platformOverviewOptions } from "../platform.queries";

export default function PlatformPage() {
  const { isPlatformAdmin } = useOrganizations();
  return (
    <Show
      when={isPlatformAdmin()}
      fallback={
        <Page title="Organizations">
          <NotForRole who="For platform admins">
            This page is for those who operate this installation of VictorySync.
          </NotForRole>
        </Page>
      }
    >
      <PlatformOverview />
    </Show>
  );
}

function PlatformOverview() {
  const user = useUser();
  const [params, setParams] = useSearchParams();
  const filters = createMemo(() => parsePlatformFilters(params));
  const overview = useInfiniteQuery(() => platformOverviewOptions(filters()));
  const [isCreating, setIsCreating] = createSignal(false);
  return (
    <Page
      title="Organizations"
      description="Every organization of this installation, and how its data is doing."
      actions={
        <Button variant="primary" onClick={() => setIsCreating(true)}>
          <Plus class="size-4" aria-hidden="true" />
          New organization
        </Button>
      }
    >
      <Card class="overflow-hidden" aria-busy={overview.isFetching}>
        <div class="flex flex-wrap items-center gap-2 border-line border-b px-4 py-3 sm:px-5">
          <div class="w-full sm:w-64">
            <SearchField
              label="Find an organization"
              placeholder="Name or slug"
              value={filters().search}
              onSearch={(q) => setParams({ q: q || undefined }, { replace: true })}
            />
          </div>
          <div class="w-52 max-sm:flex-1">
            <Select
              label="Show"
              options={[
                { value: "all", label: "All organizations" },
                { value: "attention", label: "Needing attention" },
              ]}
              value={filters().onlyAttention ? "attention" : "all"}
              neutralValue="all"
              onChange={(show) => setParams({ show: show === "all" ? undefined : show }, { replace: true })}
            />
          </div>
        </div>
        <QueryView query={overview} loading={<SkeletonRows count={8} label="Loading the organizations" />}>
          {(pages) => {
            const rows = createMemo(() => pages().pages.flatMap((page) => page.rows));
            return (
              <Show
                when={rows().length > 0}
                fallback={
                  <NoOrganizations
                    isFiltered={filters().search !== ""}
                    onlyAttention={filters().onlyAttention}
                  />
                }
              >
                <div classList={{ "opacity-60 transition-opacity": overview.isPlaceholderData }}>
                  <OrganizationsTable organizations={rows()} />
                </div>
                <Show
                  when={overview.hasNextPage}
                  fallback={
                    <p class="border-line border-t px-5 py-3 text-ink-muted text-sm" role="status">
                      {formatCount(rows().length, "organization")}
                    </p>
                  }
                >
                  <LoadMore
                    hasMore
                    isLoading={overview.isFetchingNextPage}
                    hasFailed={overview.isFetchNextPageError}
                    onLoad={() => void overview.fetchNextPage()}
                    label="Load more organizations"
                  />
                </Show>
              </Show>
            );
          }}
        </QueryView>
      </Card>
      <Dialog
        isOpen={isCreating()}
        onClose={() => setIsCreating(false)}
        title="New organization"
        description="You become its owner. Invite its people next, and hand it over when it is theirs."
      >
        <CreateOrganizationForm
          userId={user.id}
          onCreated={({ slug }) => window.location.assign(organizationPath("/admin/people", slug))}
        />
      </Dialog>
    </Page>
  );
}

function NoOrganizations(props: { isFiltered: boolean; onlyAttention: boolean }) {
  return (
    <Show
      when={props.isFiltered}
      fallback={
        <Show
          when={props.onlyAttention}
          fallback={
            <EmptyState icon={Building} title="No organization yet">
              Create the first one, or let a customer do so when they sign up.
            </EmptyState>
          }
        >
          <EmptyState icon={CircleCheck} title="All is well">
            No connection is broken, no stream fails, and no data is out of date.
          </EmptyState>
        </Show>
      }
    >
      <EmptyState icon={SearchX} title="No organization matches">
        None has this in its name or slug.
      </EmptyState>
    </Show>
  );
}
