import { useOrganization } from "~/modules/organizations/organization.context";
import { useUser } from "~/modules/session/session.context";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { toastProblem, toastSuccess } from "~/ui/toasts";
import { useLeaveOrganization } from "../membership.queries";

/** Asks before one leaves the org that is shown. */
export function LeaveDialog(props: { isOpen: boolean; onClose: () => void }) {
  const user = useUser();
  const { organization } = useOrganization();
  const leave = useLeaveOrganization(organization().id, user.id);
  async function confirm() {
    const { name } = organization();
    try {
      // Awaited, since this dialog goes with the org; another one takes its place in the page.
      await leave.mutateAsync();
      toastSuccess(`You have left ${name}.`);
    } catch (error) {
      props.onClose();
      toastProblem(error);
    }
  }
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      title={`Leave ${organization().name}?`}
      confirmLabel="Leave"
      isBusy={leave.isPending}
      onConfirm={() => void confirm()}
      onClose={props.onClose}
    >
      You no longer see its calls, recordings and messages, and the numbers assigned to you are given back. To
      return you need a new invitation.
    </ConfirmDialog>
  );
}
