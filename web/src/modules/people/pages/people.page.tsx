import { useSearchParams } from "@solidjs/router";
import SearchX from "lucide-solid/icons/search-x";
import UserRoundPlus from "lucide-solid/icons/user-round-plus";
import { createMemo, createSignal, Show } from "solid-js";
import { formatCount } from "~/lib/format";
import { useQuery } from "~/lib/use-query";
import { InvitationsCard } from "~/modules/invitations/components/invitations-card";
import { InviteDialog } from "~/modules/invitations/components/invite-dialog";
import { phoneNumbersOptions } from "~/modules/numbers/numbers.queries";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { NotForRole } from "~/ui/not-for-role";
import { Page } from "~/ui/page";
import { QueryView } from "~/ui/query-view";
import { SearchField } from "~/ui/search-field";
import { SkeletonRows } from "~/ui/skeleton";
import { AccessPreviewDrawer } from "../components/access-preview-drawer";
import { PeopleTable } from "../components/people-table";
import { findPeople } from "../people.models";
import { peopleOptions } from "../people.queries";

export default function PeoplePage() {
  const { organization, can } = useOrganization();
  return (
    <Show
      when={can("admin")}
      fallback={
        <Page title="People">
          <NotForRole who="For administrators">
            Who belongs to {organization().name}, and as what, is up to its owner and administrators.
          </NotForRole>
        </Page>
      }
    >
      <PeopleOverview />
    </Show>
  );
}

function PeopleOverview() {
  const { organization } = useOrganization();
  const [params, setParams] = useSearchParams();
  const [isInviting, setIsInviting] = createSignal(false);
  const people = useQuery(() => peopleOptions(organization().id));
  const numbers = useQuery(() => phoneNumbersOptions(organization().id));
  const knownNumbers = () => (numbers.isPending ? undefined : numbers.data);
  const search = () => (typeof params.q === "string" ? params.q : "");
  const previewed = createMemo(() =>
    people.isPending ? undefined : people.data?.find(({ userId }) => userId === params.person),
  );
  return (
    <Page
      title="People"
      description="Who belongs to your organization, what each may do, and which numbers they see."
      actions={
        <Button variant="primary" onClick={() => setIsInviting(true)}>
          <UserRoundPlus class="size-4" aria-hidden="true" />
          Invite people
        </Button>
      }
    >
      <InvitationsCard />
      <Card aria-labelledby="members" class="overflow-hidden">
        <header class="flex flex-wrap items-center gap-x-5 gap-y-3 border-line border-b px-5 py-3.5">
          <h2 id="members" class="text-lg">
            Members
          </h2>
          <div class="ml-auto w-full sm:w-64">
            <SearchField
              label="Find a person"
              placeholder="Name or address"
              value={search()}
              onSearch={(q) => setParams({ q: q || undefined }, { replace: true })}
            />
          </div>
        </header>
        <QueryView query={people} loading={<SkeletonRows count={6} label="Loading the people" />}>
          {(all) => {
            const shown = createMemo(() => findPeople(all(), search()));
            return (
              <Show
                when={shown().length > 0}
                fallback={
                  <EmptyState icon={SearchX} title="Nobody matches">
                    None of the {formatCount(all().length, "person", "people")} has this in their name or
                    address.
                  </EmptyState>
                }
              >
                <PeopleTable
                  people={shown()}
                  numbers={knownNumbers()}
                  onPreview={(person) => setParams({ person })}
                />
                <p class="border-line border-t px-5 py-3 text-ink-muted text-sm" role="status">
                  {formatCount(shown().length, "person", "people")}
                </p>
              </Show>
            );
          }}
        </QueryView>
      </Card>
      <Show when={isInviting()}>
        <InviteDialog onClose={() => setIsInviting(false)} />
      </Show>
      <Show when={previewed()}>
        {(person) => (
          <AccessPreviewDrawer
            person={person()}
            numbers={knownNumbers()}
            onClose={() => setParams({ person: undefined })}
          />
        )}
      </Show>
    </Page>
  );
}
