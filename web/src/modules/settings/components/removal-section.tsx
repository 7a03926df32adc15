import { createSignal, Show } from "solid-js";
import { describe } from "~/lib/problem";
import { useOrganization } from "~/modules/organizations/organization.context";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { Notice } from "~/ui/notice";
import { TextField } from "~/ui/text-field";
import { toastSuccess } from "~/ui/toasts";
import { useRemoveOrganization } from "../settings.queries";
import { SettingsSection } from "./settings-section";

/** The end of an org. For its owners. */
export function RemovalSection() {
  const { organization } = useOrganization();
  const [isRemoving, setIsRemoving] = createSignal(false);
  return (
    <SettingsSection
      title="Remove the organization"
      description="Deletes everything in it, for everyone. Nobody can bring it back."
    >
      <Button class="text-negative!" onClick={() => setIsRemoving(true)}>
        Remove {organization().name}
      </Button>
      <Show when={isRemoving()}>
        <RemovalDialog onClose={() => setIsRemoving(false)} />
      </Show>
    </SettingsSection>
  );
}

function RemovalDialog(props: { onClose: () => void }) {
  const { organization } = useOrganization();
  const remove = useRemoveOrganization(organization().id);
  const [typedName, setTypedName] = createSignal("");

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const { name } = organization();
    if (typedName() !== name) return;
    // Awaited, since this dialog goes with the org, in whose place comes another. A refusal is shown below.
    const isRemoved = await remove.mutateAsync(name).then(
      () => true,
      () => false,
    );
    if (isRemoved) toastSuccess(`${name} was removed.`);
  }

  return (
    <Dialog
      isOpen
      onClose={() => !remove.isPending && props.onClose()}
      title={`Remove ${organization().name}?`}
      footer={
        <>
          <Button onClick={() => props.onClose()} disabled={remove.isPending}>
            Cancel
          </Button>
          <Button
            type="submit"
            form="removal"
            variant="danger"
            isBusy={remove.isPending}
            disabled={typedName() !== organization().name}
          >
            Remove for good
          </Button>
        </>
      }
    >
      <form id="removal" class="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <ul class="flex list-disc flex-col gap-1 pl-5 text-ink-muted">
          <li>All its numbers, calls, recordings and messages are deleted, and its audit log.</li>
          <li>The MightyCall credentials are deleted, and syncing stops. Your MightyCall account stays.</li>
          <li>Everyone in it loses access at once. Their own accounts stay.</li>
        </ul>
        <TextField
          label={`Type “${organization().name}” to confirm`}
          autocomplete="off"
          spellcheck={false}
          value={typedName()}
          onChange={setTypedName}
        />
        <Show when={remove.isError}>
          <Notice tone="negative" title={describe(remove.error).message}>
            {describe(remove.error).hint}
          </Notice>
        </Show>
      </form>
    </Dialog>
  );
}
