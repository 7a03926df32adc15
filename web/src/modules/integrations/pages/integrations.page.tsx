import Lock from "lucide-solid/icons/lock";
import { Show } from "solid-js";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { StreamsCard } from "~/modules/sync/components/streams-card";
import { syncStreamsOptions } from "~/modules/sync/sync.queries";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { Page } from "~/ui/page";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import { ConnectionCard } from "../components/connection-card";
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
                <Streams />
              </Show>
            </>
          )}
        </QueryView>
      </Show>
    </Page>
  );
}

/** How each kind of data is being brought over. */
function Streams() {
  const { organization } = useOrganization();
  const streams = useQuery(() => syncStreamsOptions(organization().id));
  return (
    <QueryView
      query={streams}
      loading={
        <Card>
          <SkeletonRows count={4} label="Loading the streams" />
        </Card>
      }
    >
      {(rows) => <StreamsCard streams={rows()} />}
    </QueryView>
  );
}
