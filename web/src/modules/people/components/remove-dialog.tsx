import { useOrganization } from "~/modules/organizations/organization.context";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { toastProblem, toastSuccess } from "~/ui/toasts";
import { useRemoveMember } from "../membership.queries";
import type { Person } from "../people.models";

/** Asks before a person is taken out of the org. */
export function RemoveDialog(props: { person: Person; isOpen: boolean; onClose: () => void }) {
  const { organization } = useOrganization();
  const remove = useRemoveMember(organization().id);
  const confirm = () =>
    remove.mutate(props.person.userId, {
      onSuccess: () => toastSuccess(`${props.person.name} was removed.`),
      onError: toastProblem,
      onSettled: () => props.onClose(),
    });
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      title={`Remove ${props.person.name}?`}
      confirmLabel="Remove"
      isBusy={remove.isPending}
      onConfirm={confirm}
      onClose={props.onClose}
    >
      <ul class="flex list-disc flex-col gap-1 pl-5">
        <li>They lose access to {organization().name} at once, even where they are signed in now.</li>
        <li>Their numbers are no longer assigned to them; calls and messages stay.</li>
        <li>Their account stays theirs. To bring them back, invite them again.</li>
      </ul>
    </ConfirmDialog>
  );
}
