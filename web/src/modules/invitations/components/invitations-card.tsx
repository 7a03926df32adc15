import { createSignal, For, Show } from "solid-js";
import { formatCount } from "~/lib/format";
import { useQuery } from "~/lib/use-query";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Dialog } from "~/ui/dialog";
import { ErrorState } from "~/ui/error-state";
import { type IssuedInvitation, openInvitationsOptions } from "../invitations.queries";
import { InvitationLink } from "./invitation-link";
import { InvitationRow } from "./invitation-row";

/** Who is invited and hasn't come yet. Absent while there is nobody. */
export function InvitationsCard() {
  const { organization } = useOrganization();
  const query = useQuery(() => openInvitationsOptions(organization().id));
  const open = () => (query.isPending ? [] : (query.data ?? []));
  const [renewed, setRenewed] = createSignal<IssuedInvitation>();
  return (
    <>
      <Show when={query.isError}>
        <Card>
          <ErrorState
            error={query.error}
            isRetrying={query.isFetching}
            onRetry={() => void query.refetch()}
          />
        </Card>
      </Show>
      <Show when={open().length > 0}>
        <Card aria-labelledby="invitations" class="overflow-hidden">
          <header class="flex items-baseline gap-3 border-line border-b px-5 py-3.5">
            <h2 id="invitations" class="text-lg">
              Open invitations
            </h2>
            <span class="text-ink-muted text-sm">{formatCount(open().length, "person", "people")}</span>
          </header>
          <ul class="divide-y divide-line">
            <For each={open()}>
              {(invitation) => <InvitationRow invitation={invitation} onRenewed={setRenewed} />}
            </For>
          </ul>
        </Card>
      </Show>
      <Show when={renewed()}>
        {(issued) => (
          <Dialog
            isOpen
            onClose={() => setRenewed(undefined)}
            title="The invitation was renewed"
            description="The link sent before no longer works."
            footer={
              <Button variant="primary" onClick={() => setRenewed(undefined)}>
                Done
              </Button>
            }
          >
            <InvitationLink issued={issued()} />
          </Dialog>
        )}
      </Show>
    </>
  );
}
