import Lock from "lucide-solid/icons/lock";
import { Show } from "solid-js";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { Page } from "~/ui/page";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import { ConnectionCard } from "../components/connection-card";
import { StreamsCard } from "../components/streams-card";
import { integrationOptions } from "../integrations.queries";

export default function IntegrationsPage() {
  const { organization, can } = useOrganization();
  const query = useQuery(() => ({ ...integrationOptions(organization().id), enabled: can("admin") }));
  return (
    <Page title="Integrations" description="Where the data of your organization comes from.">
      <Show
        when={can("admin")}
        fallback={
          <Card>
            <EmptyState icon={Lock} title="For administrators">
              Connecting MightyCall is up to the owner and the administrators of {organization().name}.
            </EmptyState>
          </Card>
        }
      >
        <QueryView
          query={query}
          loading={
            <Card>
              <SkeletonRows count={4} label="Loading the connection" />
            </Card>
          }
        >
          {(found) => (
            <>
              <ConnectionCard integration={found().integration} />
              <Show when={found().integration && found().integration?.status !== "disconnected"}>
                <StreamsCard />
              </Show>
            </>
          )}
        </QueryView>
      </Show>
    </Page>
  );
}
