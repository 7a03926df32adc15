import { A, useSearchParams } from "@solidjs/router";
import Plug from "lucide-solid/icons/plug";
import History from "lucide-solid/icons/rotate-ccw-clock";
import { createSignal, Show } from "solid-js";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button, buttonClass } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { NotForRole } from "~/ui/not-for-role";
import { Page } from "~/ui/page";
import { QueryView } from "~/ui/query-view";
import { SkeletonRows } from "~/ui/skeleton";
import { BackfillDialog } from "../components/backfill-dialog";
import { BudgetCard } from "../components/budget-card";
import { JobDrawer } from "../components/job-drawer";
import { JobHistory } from "../components/job-history";
import { StreamsCard } from "../components/streams-card";
import { syncStreamsOptions } from "../sync.queries";

export default function SyncPage() {
  const { organization, can } = useOrganization();
  return (
    <Show
      when={can("manager")}
      fallback={
        <Page title="Sync">
          <NotForRole who="For managers and administrators">
            How the syncs of {organization().name} are going is shown to its managers. How old your own data
            is stands on each of your pages.
          </NotForRole>
        </Page>
      }
    >
      <SyncOverview />
    </Show>
  );
}

function SyncOverview() {
  const { organization, can } = useOrganization();
  const [params, setParams] = useSearchParams();
  const streams = useQuery(() => syncStreamsOptions(organization().id));
  const known = () => (streams.isPending ? [] : (streams.data ?? []));
  const [isLoadingHistory, setIsLoadingHistory] = createSignal(false);
  const openJobId = () => (typeof params.job === "string" ? params.job : undefined);
  const openJob = (job: string) => {
    setIsLoadingHistory(false);
    setParams({ job });
  };
  return (
    <Page
      title="Sync"
      description="How fresh your data is, and everything that was brought over from MightyCall."
      actions={
        <Show when={can("admin") && known().length > 0}>
          <Button onClick={() => setIsLoadingHistory(true)}>
            <History class="size-4" aria-hidden="true" />
            Load history
          </Button>
        </Show>
      }
    >
      <QueryView
        query={streams}
        loading={
          <Card>
            <SkeletonRows count={4} label="Loading the streams" />
          </Card>
        }
      >
        {(rows) => (
          <Show when={rows().length > 0} fallback={<NotConnected />}>
            <StreamsCard streams={rows()} />
            <BudgetCard streams={rows()} />
            <JobHistory onOpen={openJob} />
          </Show>
        )}
      </QueryView>
      <Show when={isLoadingHistory()}>
        <BackfillDialog streams={known()} onClose={() => setIsLoadingHistory(false)} onStarted={openJob} />
      </Show>
      <Show when={openJobId()}>
        {(jobId) => (
          <JobDrawer jobId={jobId()} onOpen={openJob} onClose={() => setParams({ job: undefined })} />
        )}
      </Show>
    </Page>
  );
}

function NotConnected() {
  const { can } = useOrganization();
  return (
    <Card>
      <EmptyState
        icon={Plug}
        title="MightyCall isn't connected"
        action={
          <Show when={can("admin")}>
            <A href="/admin/mightycall" class={buttonClass("primary")}>
              Connect MightyCall
            </A>
          </Show>
        }
      >
        {can("admin")
          ? "Connect your account, and its numbers, calls, recordings and messages come over by themselves."
          : "Once an administrator has connected your company's account, its syncs appear here."}
      </EmptyState>
    </Card>
  );
}
