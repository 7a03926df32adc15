import { createSignal, Show } from "solid-js";
import { useClock } from "~/lib/clock";
import { formatDateTime, formatRelativeTime } from "~/lib/format";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { Notice } from "~/ui/notice";
import { toastProblem, toastSuccess } from "~/ui/toasts";
import { Tooltip } from "~/ui/tooltip";
import { accountTypeLabel, type Integration } from "../integrations.models";
import { useRemoveCredentials, useTestConnection } from "../integrations.queries";
import { CredentialsForm } from "./credentials-form";
import { IntegrationStatusBadge } from "./integration-status-badge";

/** The connection to MightyCall: how it is, and everything an admin can do about it. */
export function ConnectionCard(props: { integration: Integration | null }) {
  const { organization } = useOrganization();
  const test = useTestConnection(organization().id);
  const remove = useRemoveCredentials(organization().id);
  const [isEditing, setIsEditing] = createSignal(false);
  const [isConfirming, setIsConfirming] = createSignal(false);
  const connected = () => (props.integration?.status === "disconnected" ? null : props.integration);
  const isFormShown = () => !connected() || isEditing();

  const runTest = () =>
    test.mutate(undefined, {
      onSuccess: () => toastSuccess("The connection works.", "MightyCall accepted the stored credentials."),
      onError: toastProblem,
    });
  const runRemove = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toastSuccess("The credentials were removed.", "Syncing has stopped; your data is still here.");
        setIsConfirming(false);
        setIsEditing(false);
      },
      onError: toastProblem,
    });

  return (
    <Card aria-labelledby="connection">
      <header class="flex flex-wrap items-center gap-3 px-5 pt-5">
        <span
          aria-hidden="true"
          class="grid size-10 place-items-center rounded-xl bg-[oklch(0.54_0.155_40)] font-bold text-[oklch(1_0_0)] tracking-tight"
        >
          MC
        </span>
        <div class="min-w-0 flex-1">
          <h2 id="connection" class="text-lg">
            MightyCall
          </h2>
          <p class="text-ink-muted text-sm">Numbers, calls, recordings and messages of your account.</p>
        </div>
        <Show when={props.integration}>
          {(integration) => <IntegrationStatusBadge status={integration().status} />}
        </Show>
      </header>

      <div class="flex flex-col gap-5 p-5">
        <Show when={connected()}>
          {(integration) => (
            <>
              <Show when={integration().status === "error"}>
                <Notice tone="negative" title="MightyCall refuses the stored credentials.">
                  {integration().error_hint ?? "Replace them below."}
                </Notice>
              </Show>
              <ConnectionFacts integration={integration()} />
            </>
          )}
        </Show>
        <Show when={props.integration?.status === "disconnected"}>
          <Notice tone="caution" title="The credentials were removed.">
            What was synced before is still here. Connect again to go on syncing.
          </Notice>
        </Show>
        <Show
          when={isFormShown()}
          fallback={
            <div class="flex flex-wrap gap-2">
              <Button isBusy={test.isPending} onClick={runTest}>
                Test connection
              </Button>
              <Button onClick={() => setIsEditing(true)}>Replace credentials</Button>
              <Button variant="quiet" class="text-negative!" onClick={() => setIsConfirming(true)}>
                Remove
              </Button>
            </div>
          }
        >
          <div classList={{ "border-line border-t pt-5": connected() !== null }}>
            <CredentialsForm
              accountType={props.integration?.account_type ?? "classic"}
              isReplacing={connected() !== null}
              onSaved={() => setIsEditing(false)}
              onCancel={connected() ? () => setIsEditing(false) : undefined}
            />
          </div>
        </Show>
      </div>

      <ConfirmDialog
        isOpen={isConfirming()}
        title="Remove the MightyCall credentials?"
        confirmLabel="Remove credentials"
        isBusy={remove.isPending}
        onConfirm={runRemove}
        onClose={() => setIsConfirming(false)}
      >
        <ul class="flex list-disc flex-col gap-1 pl-5">
          <li>Syncing stops at once, for everyone in {organization().name}.</li>
          <li>The stored keys are deleted. To connect again, you need to enter them again.</li>
          <li>Numbers, calls, recordings and messages that are here already stay.</li>
        </ul>
      </ConfirmDialog>
    </Card>
  );
}

function ConnectionFacts(props: { integration: Integration }) {
  const { organization } = useOrganization();
  const nowMs = useClock(15_000);
  const exact = (instant: string) => formatDateTime(instant, organization().time_zone, "full");
  const ago = (instant: string) => formatRelativeTime(instant, Math.max(nowMs(), Date.parse(instant)));
  const updater = () =>
    props.integration.updater?.full_name || props.integration.updater?.email || "someone who has left";
  return (
    <dl class="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-4 [&_dd]:mt-0.5 [&_dd]:font-medium [&_dt]:text-ink-muted [&_dt]:text-sm">
      <div>
        <dt>Account type</dt>
        <dd>{accountTypeLabel(props.integration.account_type)}</dd>
      </div>
      <div>
        <dt>API key</dt>
        <dd class="font-mono">
          <span class="sr-only">ending in </span>····{props.integration.key_hint}
        </dd>
      </div>
      <div>
        <dt>Saved by</dt>
        <dd>
          <Tooltip content={exact(props.integration.updated_at)}>
            {updater()}, {ago(props.integration.updated_at)}
          </Tooltip>
        </dd>
      </div>
      <div>
        <dt>Last verified</dt>
        <dd>
          <Show when={props.integration.verified_at} fallback="Never">
            {(verifiedAt) => <Tooltip content={exact(verifiedAt())}>{ago(verifiedAt())}</Tooltip>}
          </Show>
        </dd>
      </div>
    </dl>
  );
}
