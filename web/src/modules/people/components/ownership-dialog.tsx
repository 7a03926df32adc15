import { createSignal, Show } from "solid-js";
import { describe } from "~/lib/problem";
import { useOrganization } from "~/modules/organizations/organization.context";
import { useOrganizations } from "~/modules/organizations/organizations.context";
import { useUser } from "~/modules/session/session.context";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { Notice } from "~/ui/notice";
import { toastSuccess } from "~/ui/toasts";
import { useChangeRoles } from "../membership.queries";
import type { Person } from "../people.models";

interface OwnershipDialogProps {
  person: Person;
  isOpen: boolean;
  onClose: () => void;
}

/** Makes someone an owner, beside oneself or in one's place. */
export function OwnershipDialog(props: OwnershipDialogProps) {
  const user = useUser();
  const { organization } = useOrganization();
  const { memberships } = useOrganizations();
  const change = useChangeRoles(organization().id);
  const [isSteppingDown, setIsSteppingDown] = createSignal(false);
  const isOwnOwner = () =>
    memberships().some((own) => own.organization.id === organization().id && own.role === "owner");

  function confirm() {
    const steps = [
      { userId: props.person.userId, role: "owner" as const },
      ...(isSteppingDown() ? [{ userId: user.id, role: "admin" as const }] : []),
    ];
    change.mutate(steps, {
      onSuccess: () => {
        toastSuccess(
          `${props.person.name} is now an owner.`,
          isSteppingDown() ? "You are an admin from now on." : undefined,
        );
        props.onClose();
      },
    });
  }

  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={() => !change.isPending && props.onClose()}
      title={`Make ${props.person.name} an owner?`}
      footer={
        <>
          <Button onClick={() => props.onClose()} disabled={change.isPending}>
            Cancel
          </Button>
          <Button variant="primary" isBusy={change.isPending} onClick={confirm}>
            {isSteppingDown() ? "Hand over ownership" : "Make an owner"}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <p class="text-ink-muted">
          Owners may do everything in {organization().name}: connect MightyCall, change everyone's role, yours
          included, and remove people.
        </p>
        <Show when={isOwnOwner()}>
          <label class="flex items-start gap-3 rounded-lg border border-line p-3.5">
            <input
              type="checkbox"
              class="mt-1 size-4 accent-(--accent)"
              checked={isSteppingDown()}
              onChange={(event) => setIsSteppingDown(event.currentTarget.checked)}
            />
            <span>
              <span class="block font-medium">Hand over: I become an admin</span>
              <span class="block text-ink-muted text-sm">Only an owner can make you an owner again.</span>
            </span>
          </label>
        </Show>
        <Show when={change.isError}>
          <Notice tone="negative" title={describe(change.error).message}>
            {describe(change.error).hint}
          </Notice>
        </Show>
      </div>
    </Dialog>
  );
}
